import { type Language, message, text } from '../text';
import { captureHandlers } from './capture/handlers';
import { caseHandlers } from './case/handlers';
import { conditionHandlers } from './conditionHandlers';
import type { Handler, Handlers, ServiceContext } from './context';
import { dumpHandlers } from './dump/handlers';
import { openHandlers } from './openHandlers';
import { outHandlers } from './out/handlers';
import {
  type MethodName,
  type Params,
  protocolVersion,
  type Result,
  type ServiceError,
  type ServiceMessage,
  type ServiceOptions,
  type ServiceRequest,
} from './protocol';
import { NotOpenError, Store, type StoreEnvironment } from './store';
import { textHandlers } from './text/handlers';
import { Words } from './words';

/** The analysis service of a window: takes requests, answers them, never lets an exception out. */
export class AnalysisService {
  private readonly context: ServiceContext;
  private readonly handlers: Handlers;
  private readonly running = new Map<number, AbortController>();

  constructor(
    environment: StoreEnvironment,
    private readonly send: (message: ServiceMessage, transfer: readonly ArrayBuffer[]) => void,
  ) {
    this.context = {
      store: new Store(environment),
      words: new Words('en'),
      options: {},
      generation: 0,
      progress: (uri, done, total, progressText, task = 'reading') =>
        this.send({ version: protocolVersion, event: 'progress', uri, done, total, text: progressText, task }, []),
    };
    this.handlers = {
      configure: ({ language, options }) => this.configure(language, options),
      ...openHandlers(this.context),
      ...caseHandlers(this.context),
      ...conditionHandlers(this.context),
      ...captureHandlers(this.context),
      ...dumpHandlers(this.context),
      ...textHandlers(this.context),
      ...outHandlers(this.context),
    };
  }

  /** Takes one message of the host; the answer goes out through `send`. */
  async receive(request: ServiceRequest): Promise<void> {
    if (request.version !== protocolVersion) {
      if ('id' in request) this.fail(request.id, { code: 'version', text: this.context.words.t('analysis.version') });
      return;
    }
    if ('cancel' in request) {
      this.running.get(request.cancel)?.abort();
      return;
    }
    const controller = new AbortController();
    this.running.set(request.id, controller);
    try {
      const result = await this.call(request.method, request.params, controller.signal);
      this.send({ version: protocolVersion, id: request.id, result }, transferable(result));
    } catch (error) {
      this.fail(request.id, this.explain(error, controller.signal));
    } finally {
      this.running.delete(request.id);
    }
  }

  /** The same without messages, for tests and the command line. */
  call<M extends MethodName>(method: M, params: Params<M> | unknown, signal?: AbortSignal): Promise<Result<M>> {
    const handler = this.handlers[method] as Handler<M> | undefined;
    if (!handler) return Promise.reject(new Error(`unknown method ${String(method)}`));
    return Promise.resolve().then(() => handler(params as Params<M>, signal ?? new AbortController().signal));
  }

  private configure(language: Language, options: ServiceOptions): null {
    this.context.words = new Words(language);
    this.context.options = options;
    this.context.generation++;
    // Diagnosis depends on the settings, texts on the language: everything is made again when it is asked for.
    for (const entry of this.context.store.all) this.context.store.close(entry.ref);
    return null;
  }

  private fail(id: number, error: ServiceError): void {
    this.send({ version: protocolVersion, id, error }, []);
  }

  private explain(error: unknown, signal: AbortSignal): ServiceError {
    const { language } = this.context.words;
    if (signal.aborted) return { code: 'canceled', text: text(message('analysis.canceled'), language) };
    if (error instanceof NotOpenError) return { code: 'not-open', text: text(message('analysis.notOpen'), language) };
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'unreadable', text: text(message('analysis.unreadable', { reason }), language) };
  }
}

/** Buffers of a result that change hands: files written by the service. */
function transferable(result: unknown): ArrayBuffer[] {
  const bytes = (result as { bytes?: unknown } | null)?.bytes;
  if (!(bytes instanceof Uint8Array) || !(bytes.buffer instanceof ArrayBuffer)) return [];
  return bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
}
