import type {
  HostMethodName,
  HostMethods,
  MethodName,
  Methods,
  ServiceError,
  WebviewMessage,
  WebviewRequest,
} from '../../src/analysis/protocol';

/** Everything a webview can ask: the service's methods and the host's own. */
type AllMethods = Methods & HostMethods;
type AnyMethod = MethodName | HostMethodName;

/** The events a host sends without being asked. */
export type HostEvent = Extract<WebviewMessage, { event: string }>;
type EventName = HostEvent['event'];

/** A refusal the user can read; `code` is that of the service. */
export class RequestError extends Error {
  readonly code: ServiceError['code'];
  constructor(error: ServiceError) {
    super(error.text);
    this.name = 'RequestError';
    this.code = error.code;
  }
}

/** True for a request that was canceled by us: nothing to tell the user. */
export function isCanceled(error: unknown): boolean {
  return error instanceof RequestError && error.code === 'canceled';
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  detach(): void;
}

/**
 * Requests and events between a webview and its host. Every request settles: with the result, with a
 * {@link RequestError}, or as canceled when its signal aborts (the host is told, a late answer is ignored).
 */
export class Rpc {
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<EventName, Set<(event: HostEvent) => void>>();

  constructor(private readonly post: (message: WebviewRequest) => void) {}

  /** Number of requests without an answer. */
  get waiting(): number {
    return this.pending.size;
  }

  request<M extends AnyMethod>(method: M, params: AllMethods[M][0], signal?: AbortSignal): Promise<AllMethods[M][1]> {
    if (signal?.aborted) return Promise.reject(new RequestError({ code: 'canceled', text: '' }));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<AllMethods[M][1]>((resolve, reject) => {
      const abort = () => {
        this.pending.delete(id);
        this.post({ cancel: id });
        reject(new RequestError({ code: 'canceled', text: '' }));
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.pending.set(id, {
        resolve: (result) => resolve(result as AllMethods[M][1]),
        reject,
        detach: () => signal?.removeEventListener('abort', abort),
      });
      this.post({ id, method, params });
    });
  }

  /** Tells the host facts that `when` clauses of our key bindings use. */
  context(values: Readonly<Record<string, string | number | boolean>>): void {
    this.post({ context: values });
  }

  on<E extends EventName>(event: E, listener: (event: Extract<HostEvent, { event: E }>) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    const wrapped = (value: HostEvent) => listener(value as Extract<HostEvent, { event: E }>);
    set.add(wrapped);
    return () => set.delete(wrapped);
  }

  /** Takes a message from the host; anything that is none of ours is ignored. */
  receive(data: unknown): void {
    const message = asMessage(data);
    if (!message) return;
    if ('event' in message) {
      for (const listener of this.listeners.get(message.event) ?? []) listener(message);
      return;
    }
    const pending = this.pending.get(message.id);
    if (!pending) return;
    this.pending.delete(message.id);
    pending.detach();
    if ('error' in message) pending.reject(new RequestError(message.error));
    else pending.resolve(message.result);
  }
}

function asMessage(data: unknown): WebviewMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('event' in data && typeof data.event === 'string') return data as WebviewMessage;
  if ('id' in data && typeof data.id === 'number' && ('result' in data || 'error' in data))
    return data as WebviewMessage;
  return undefined;
}
