import type { MethodName, Params, ProgressTask, Result, ServiceOptions } from './protocol';
import type { Store } from './store';
import type { Words } from './words';

/** Answers one method; `signal` is aborted when the caller no longer wants the answer. */
export type Handler<M extends MethodName> = (params: Params<M>, signal: AbortSignal) => Promise<Result<M>> | Result<M>;
export type Handlers = { readonly [M in MethodName]: Handler<M> };

/** What handlers share. */
export interface ServiceContext {
  readonly store: Store;
  words: Words;
  options: ServiceOptions;
  /** Raised with every change of language or settings: what was made before is made again. */
  generation: number;
  /** Tells the host how far a long task is: the reading of a file, or a search through what was read. */
  progress(uri: string, done: number, total: number, text: string, task?: ProgressTask): void;
}
