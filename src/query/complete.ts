import type { Session } from '../artifacts/capture/model';
import type { Message } from '../text';
import { compileQuery } from './compile';
import { type Field, fieldNamed, fields } from './fields';
import { parseQuery } from './parse';
import { readsAsWord } from './print';
import type { SessionTable } from './table';

/** One proposal. `insert` replaces the characters from `start` to `end` of the {@link Completion}. */
export interface CompletionItem {
  readonly label: string;
  readonly insert: string;
  readonly detail: Message | undefined;
  /** Sessions of the capture that have this value. */
  readonly count: number | undefined;
}

export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}

const limit = 200;
const commonHeaders = [
  'authorization',
  'cache-control',
  'client-request-id',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'location',
  'ms-cv',
  'retry-after',
  'set-cookie',
  'user-agent',
  'www-authenticate',
  'x-ms-request-id',
];

/** What can stand at a place of a query: fields, or values of the field with their counts in this capture. */
export function completeQuery(text: string, offset: number, table: SessionTable): Completion {
  const before = text.slice(0, offset);
  const context = /(?:^|[\s(])-?(#|[A-Za-z]+)(?:\.[^\s:()",]+)?:((?:[^\s,()"]*|"[^"]*"),)*("?[^\s,()"]*)$/.exec(before);
  const field = context ? fieldNamed(context[1] ?? '') : undefined;
  if (field && context) {
    const typed = context[3] ?? '';
    return { start: offset - typed.length, end: offset, items: valuesOf(field, typed.replace(/^"/, ''), table) };
  }
  const word = /-?([^\s()"]*)$/.exec(before)?.[1] ?? '';
  return { start: offset - word.length, end: offset, items: fieldItems(word) };
}

function fieldItems(typed: string): CompletionItem[] {
  const prefix = typed.toLowerCase();
  const header = /^(header|reqheader)\.([^:]*)$/.exec(prefix);
  if (header) {
    const detail = fieldNamed(header[1] ?? '')?.description;
    return commonHeaders
      .filter((name) => name.startsWith(header[2] ?? ''))
      .map((name) => ({ label: `${header[1]}.${name}:`, insert: `${header[1]}.${name}:`, detail, count: undefined }));
  }
  return fields
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, description }) => ({ label: `${name}:`, insert: `${name}:`, detail: description, count: undefined }));
}

function valuesOf(field: Field, typed: string, table: SessionTable): CompletionItem[] {
  const prefix = typed.toLowerCase();
  const counts = field.kind === 'choice' ? choiceCounts(field, table) : valueCounts(field, table);
  return counts
    .filter(([value]) => value !== '' && value.toLowerCase().includes(prefix))
    .sort((a, b) => rank(b, prefix) - rank(a, prefix) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([value, count]) => ({ label: value, insert: quoteIfNeeded(value, field), detail: undefined, count }));
}

function rank([value]: readonly [string, number], prefix: string): number {
  return value.toLowerCase().startsWith(prefix) ? 1 : 0;
}

function choiceCounts(field: Field, table: SessionTable): [string, number][] {
  return field.choices.map((choice) => {
    const { query } = parseQuery(`${field.name}:${choice}`);
    return [choice, compileQuery(query, table).runRows().length];
  });
}

const readers: Readonly<Record<string, (session: Session) => string>> = {
  host: (session) => session.host,
  path: (session) => session.path.replace(/[?;].*$/s, ''),
  method: (session) => session.method,
  status: (session) => String(session.status),
  type: (session) => session.contentType.replace(/;.*$/s, '').trim(),
  process: (session) => session.process,
  protocol: (session) => session.protocol,
  color: (session) => session.color,
  comment: (session) => session.comment,
  ip: (session) => session.serverIp,
};

function valueCounts(field: Field, table: SessionTable): [string, number][] {
  const counts = new Map<string, number>();
  const add = (value: string): void => {
    if (value.length <= 200) counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  const read = readers[field.name];
  if (read) for (const session of table.sessions) add(read(session));
  const fact = ({ tenant: 'tenant', user: 'user', aud: 'audience', app: 'application' } as const)[field.name];
  if (fact) {
    for (const { key } of table.sessions) {
      for (const value of new Set(table.context.tokens(key).map((token) => token[fact]))) add(value);
    }
  }
  return [...counts];
}

function quoteIfNeeded(value: string, field: Field): string {
  return readsAsWord(value, `${field.name}:`) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
