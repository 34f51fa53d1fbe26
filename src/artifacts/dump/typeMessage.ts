import type { Span } from '../place';
import type { DataTypeStatus, Dump } from './model';
import { type ModelErrorArea, modelErrorArea } from './modelErrors';

/** What a data type's message says, by the wording of Chromium's SyncError and data type controllers. */
export interface TypeMessage {
  readonly kind: 'crypto' | 'model' | 'configuration' | 'datatype' | 'precondition' | 'throttled' | 'backoff' | 'other';
  /** `function@file:line` or `pc:0x...`; empty when the message has none. */
  readonly location: string;
  /** The words between the location and the details. */
  readonly words: string;
  readonly details: string;
  readonly modelError: { readonly number: number; readonly area: ModelErrorArea } | undefined;
}

const grammar =
  /^Error:\s*(\S+?@\S+?:\d+|pc:\S+),\s*(.+?was encountered|disabled due to configuration constraints|failed precondition[^:]*)(?: with (?:clear|keep) data)?:?\s*([\s\S]*)$/;

/** Reads a message of Type Info; undefined when it is empty. Function, path and line differ between versions. */
export function parseTypeMessage(message: string): TypeMessage | undefined {
  const text = message.replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  const match = grammar.exec(text);
  const words = match?.[2] ?? text;
  const number = /Model error type: (\d+)/.exec(text)?.[1];
  return {
    kind: kindOf(text),
    location: match?.[1] ?? '',
    words,
    details: match?.[3] ?? '',
    modelError: number === undefined ? undefined : { number: Number(number), area: modelErrorArea(Number(number)) },
  };
}

function kindOf(text: string): TypeMessage['kind'] {
  if (/cryptographer error/i.test(text)) return 'crypto';
  if (/model error was encountered|Model error type:/i.test(text)) return 'model';
  if (/precondition|configuration constraints|unready|Disabled by User/i.test(text)) return 'precondition';
  if (/configuration error/i.test(text)) return 'configuration';
  if (/datatype error|Preexisting controller error/i.test(text)) return 'datatype';
  if (/^Throttled$/i.test(text)) return 'throttled';
  if (/^Backed off$/i.test(text)) return 'backoff';
  return 'other';
}

/** How grave a row is: its own status, else (copied text carries none) told from its message and state. */
export function typeRowLevel(row: DataTypeStatus): Exclude<DataTypeStatus['status'], 'unknown'> {
  if (row.status !== 'unknown') return row.status;
  const message = parseTypeMessage(row.message);
  switch (message?.kind) {
    case 'crypto':
    case 'model':
    case 'configuration':
    case 'datatype':
      return 'severity_error';
    case 'throttled':
    case 'backoff':
      return 'severity_warning';
    case 'precondition':
      return 'severity_info';
  }
  if (message && /^Error:/.test(row.message)) return 'severity_error';
  if (row.state === 'Failed') return 'severity_error';
  if (row.state === 'Running' || row.state === '') return 'ok';
  return row.state === 'Not Running' ? 'severity_info' : 'transitioning';
}

/** Rows of Type Info that share one level and one message. */
export interface TypeGroup {
  readonly level: ReturnType<typeof typeRowLevel>;
  readonly message: string;
  readonly parsed: TypeMessage | undefined;
  readonly rows: readonly DataTypeStatus[];
  readonly span: Span;
}

const order: readonly TypeGroup['level'][] = [
  'severity_error',
  'severity_warning',
  'transitioning',
  'severity_info',
  'ok',
];

/** Groups the rows of a dump, gravest first; within a level in the order of the dump. */
export function groupTypes(dump: Pick<Dump, 'types'>): TypeGroup[] {
  const groups = new Map<string, DataTypeStatus[]>();
  for (const row of dump.types) {
    const key = `${typeRowLevel(row)}\n${row.message.replace(/\s+/g, ' ').trim()}`;
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  const made: TypeGroup[] = [];
  for (const rows of groups.values()) {
    const [first] = rows;
    if (!first) continue;
    const message = first.message.trim();
    const start = rows.reduce((least, row) => Math.min(least, row.span.start), first.span.start);
    const end = rows.reduce((most, row) => Math.max(most, row.span.end), first.span.end);
    made.push({ level: typeRowLevel(first), message, parsed: parseTypeMessage(message), rows, span: { start, end } });
  }
  return made.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
