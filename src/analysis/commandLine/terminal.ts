import type { ByteSource, Platform } from '../../platform/platform';
import type { MessageArgs, MessageKey } from '../../text';
import type { Options } from './options';

/** What the command line needs of the machine. */
export interface Terminal {
  readonly platform: Platform;
  /** Opens a file for reading; rejects when it cannot. */
  open(path: string): Promise<ByteSource>;
  readText(path: string): Promise<string>;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  stdin(): Promise<Uint8Array>;
  /** Results. */
  out(line: string): void;
  /** Messages and progress. */
  note(line: string): void;
}

/** Exit status: 0 done, 1 `--fail-on` met, 2 wrong usage, 3 no file could be read. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** One run: options, terminal, and the reader's language. */
export interface Run {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly password: string | undefined;
  t(key: MessageKey, args?: MessageArgs): string;
}
