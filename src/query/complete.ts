import type { Session } from '../artifacts/capture/model';
import type { Message } from '../text';
import { compileQuery } from './compile';
import type { TokenFacts, ValueCount } from './context';
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
  const asked = askedValue(before);
  if (asked) {
    const { field, header, typed } = asked;
    const items = valuesOf(field, header, typed.replace(/^"/, ''), table);
    return { start: offset - typed.length, end: offset, items };
  }
  const word = typedWord(before);
  return { start: offset - word.length, end: offset, items: fieldItems(word, table) };
}

/** True when what can stand there is known only after the heads of all sessions were read. */
export function completionReadsHeads(text: string, offset: number): boolean {
  const before = text.slice(0, offset);
  const field = askedValue(before)?.field;
  if (field) return factNames[field.name] !== undefined || field.name === 'cookie' || field.takesHeader;
  return headerWord.test(typedWord(before));
}

const headerWord = /^(header|reqheader)\.([^:]*)$/i;

function typedWord(before: string): string {
  return /-?([^\s()"]*)$/.exec(before)?.[1] ?? '';
}

/** The field whose value is being typed at the end of a text. */
function askedValue(
  before: string,
): { readonly field: Field; readonly header: string | undefined; readonly typed: string } | undefined {
  const context =
    /(?:^|[\s(])-?(#|[A-Za-z]+)(?:\.([^\s:()",]+))?:(?:(?:[^\s,()"]*|"[^"]*"),)*("[^"]*|[^\s,()"]*)$/.exec(before);
  const field = context ? fieldNamed(context[1] ?? '') : undefined;
  return field && { field, header: context?.[2], typed: context?.[3] ?? '' };
}

function fieldItems(typed: string, table: SessionTable): CompletionItem[] {
  const prefix = typed.toLowerCase();
  const header = headerWord.exec(prefix);
  if (header) return headerItems(header[1] ?? '', header[2] ?? '', table);
  return fields
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, description }) => ({ label: `${name}:`, insert: `${name}:`, detail: description, count: undefined }));
}

/** Header names: those of the capture, or the common ones while its heads were not read. */
function headerItems(field: string, prefix: string, table: SessionTable): CompletionItem[] {
  const detail = fieldNamed(field)?.description;
  const own = table.context.headerNames(field === 'reqheader' ? 'request' : 'any');
  const names: readonly (readonly [string, number | undefined])[] = own.length
    ? own.filter(([name]) => /^[\w!#$%&'*+\-.^`|~]+$/.test(name)).toSorted(([a], [b]) => (a < b ? -1 : 1))
    : commonHeaders.map((name) => [name, undefined]);
  return names
    .filter(([name]) => name.startsWith(prefix))
    .slice(0, limit)
    .map(([name, count]) => ({ label: `${field}.${name}:`, insert: `${field}.${name}:`, detail, count }));
}

function valuesOf(field: Field, header: string | undefined, typed: string, table: SessionTable): CompletionItem[] {
  const prefix = typed.toLowerCase();
  const counts = countsOf(field, header, table);
  return counts
    .filter(([value]) => value !== '' && value.toLowerCase().includes(prefix))
    .sort((a, b) => rank(b, prefix) - rank(a, prefix) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([value, count]) => ({ label: value, insert: quoteIfNeeded(value, field), detail: undefined, count }));
}

function countsOf(field: Field, header: string | undefined, table: SessionTable): ValueCount[] {
  if (field.kind === 'choice') return choiceCounts(field, table);
  if (field.name === 'cookie') return [...table.context.cookieNames()];
  if (!field.takesHeader) return valueCounts(field, table);
  return header ? [...table.context.headerValues(field.name === 'reqheader' ? 'request' : 'any', header)] : [];
}

function rank([value]: readonly [string, number], prefix: string): number {
  return value.toLowerCase().startsWith(prefix) ? 1 : 0;
}

function choiceCounts(field: Field, table: SessionTable): ValueCount[] {
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

const factNames: Readonly<Record<string, keyof TokenFacts>> = {
  tenant: 'tenant',
  user: 'user',
  aud: 'audience',
  app: 'application',
};

function valueCounts(field: Field, table: SessionTable): ValueCount[] {
  const counts = new Map<string, number>();
  const add = (value: string): void => {
    if (value.length <= 200) counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  const read = readers[field.name];
  if (read) for (const session of table.sessions) add(read(session));
  const fact = factNames[field.name];
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
