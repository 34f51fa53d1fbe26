import {
  type MethodName,
  type Params,
  protocolVersion,
  type Result,
  type ServiceError,
  type ServiceMessage,
} from '../analysis/protocol';
import type { HostEnvironment, WorkerPort } from './workerPort';

/** A service failure that can be shown to the user. */
export class ServiceFailure extends Error {
  constructor(readonly error: ServiceError) {
    super(error.text);
  }
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: ServiceFailure): void;
}

type Progress = Extract<ServiceMessage, { event: 'progress' }>;

/**
 * Talks to the one analysis worker of the window. The worker starts with the first request, is started anew after a
 * crash, and every request that was under way is rejected then, so that nobody waits forever.
 */
export class ServiceClient {
  private port: WorkerPort | undefined;
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();
  private readonly progressListeners = new Set<(progress: Progress) => void>();
  private readonly restartListeners = new Set<() => void>();

  constructor(
    private readonly environment: HostEnvironment,
    /** First request after each start: language and settings. */
    private readonly configuration: () => Params<'configure'>,
    private readonly crashedText: () => string,
    private readonly log: (line: string) => void,
  ) {}

  /** Asks the service; rejects with {@link ServiceFailure}. */
  request<M extends MethodName>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Result<M>> {
    const port = this.start();
    return this.send(port, method, params, signal) as Promise<Result<M>>;
  }

  /** Sends the settings again, for instance after the user changed them. */
  async configure(): Promise<void> {
    if (this.port) await this.request('configure', this.configuration());
  }

  onProgress(listener: (progress: Progress) => void): { dispose(): void } {
    this.progressListeners.add(listener);
    return { dispose: () => this.progressListeners.delete(listener) };
  }

  /** Called after a crash: models are gone, editors must open their file again. */
  onRestart(listener: () => void): { dispose(): void } {
    this.restartListeners.add(listener);
    return { dispose: () => this.restartListeners.delete(listener) };
  }

  dispose(): void {
    this.port?.terminate();
    this.port = undefined;
    this.rejectAll();
  }

  private start(): WorkerPort {
    if (this.port) return this.port;
    const port = this.environment.startWorker();
    this.port = port;
    port.onMessage((message) => this.receive(message));
    port.onExit((reason) => {
      if (this.port !== port) return;
      this.log(`analysis worker ended: ${reason}`);
      this.port = undefined;
      this.rejectAll();
      for (const listener of this.restartListeners) listener();
    });
    void this.send(port, 'configure', this.configuration()).catch(() => undefined);
    return port;
  }

  private send(port: WorkerPort, method: MethodName, params: unknown, signal?: AbortSignal): Promise<unknown> {
    const id = this.nextId++;
    return new Promise<unknown>((resolve, reject) => {
      const finish = () => {
        this.pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = () => port.post({ version: protocolVersion, cancel: id }, []);
      this.pending.set(id, {
        resolve: (value) => {
          finish();
          resolve(value);
        },
        reject: (error) => {
          finish();
          reject(error);
        },
      });
      signal?.addEventListener('abort', cancel);
      port.post({ version: protocolVersion, id, method, params }, transferable(params));
      if (signal?.aborted) cancel();
    });
  }

  private receive(message: ServiceMessage): void {
    if ('event' in message) {
      for (const listener of this.progressListeners) listener(message);
      return;
    }
    const waiting = this.pending.get(message.id);
    if (!waiting) return;
    if ('error' in message) waiting.reject(new ServiceFailure(message.error));
    else waiting.resolve(message.result);
  }

  private rejectAll(): void {
    const failure = new ServiceFailure({ code: 'crashed', text: this.crashedText() });
    for (const waiting of [...this.pending.values()]) waiting.reject(failure);
  }
}

/** Buffers inside the parameters that may change hands: only file contents given by value are large. */
function transferable(params: unknown): ArrayBuffer[] {
  const source = (params as { source?: { bytes?: Uint8Array } } | null)?.source;
  const buffer = source?.bytes?.buffer;
  return buffer instanceof ArrayBuffer && source?.bytes?.byteLength === buffer.byteLength ? [buffer] : [];
}
