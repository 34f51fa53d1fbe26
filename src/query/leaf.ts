import type { Header, Session } from '../artifacts/capture/model';
import type { QueryNode, Value } from './ast';
import type { TokenFacts } from './context';
import { type FieldLevel, fieldNamed } from './fields';
import type { SessionTable, TextColumn } from './table';
import { type Bounds, boundsOf, type TextTest, textTest, within } from './tests';

/** What was read of a session beyond its row. */
export interface Read {
  readonly heads?: { readonly request: readonly Header[]; readonly response: readonly Header[] };
  readonly bodies?: { readonly request: string; readonly response: string };
}

/** A condition of one session: answers from the row, or from what its level has read. */
export interface Leaf {
  readonly level: FieldLevel;
  readonly row: ((row: number) => boolean) | undefined;
  readonly read: (read: Read) => boolean;
}

const never = (): boolean => false;

/** Turns a condition into a test over the rows of a table. */
export function leafOf(node: Extract<QueryNode, { type: 'text' | 'field' }>, table: SessionTable): Leaf {
  if (node.type === 'text') return rowLeaf(bareTest(node.value, table));
  const level = fieldNamed(node.field)?.level ?? 0;
  if (level === 0) return rowLeaf(anyOf(node.values.map((value) => rowTest(node.field, value, table))));
  if (level === 1) {
    const tests = node.values.map((value) => headerTest(node.field, node.header, value));
    return { level, row: undefined, read: (read) => tests.some((test) => test(read)) };
  }
  const tests = node.values.map((value) => textTest(value));
  const requestOnly = node.field === 'reqbody';
  const read = ({ bodies }: Read): boolean =>
    bodies !== undefined && tests.some((test) => test(bodies.request) || (!requestOnly && test(bodies.response)));
  return { level, row: undefined, read };
}

function rowLeaf(row: (row: number) => boolean): Leaf {
  return { level: 0, row, read: never };
}

function anyOf(tests: readonly ((row: number) => boolean)[]): (row: number) => boolean {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (row) => tests.some((test) => test(row));
}

/** Bare words search host, URL and the inline reason. */
function bareTest(value: Value, table: SessionTable): (row: number) => boolean {
  // A star in a bare word stands for any text inside, not at the ends.
  const loose: Value =
    value.type === 'word' && value.text.includes('*') ? { type: 'word', text: `*${value.text}*` } : value;
  const test = textTest(loose);
  return anyOf((['url', 'host', 'reason'] as const).map((column) => columnTest(column, test, table)));
}

function columnTest(column: TextColumn, test: TextTest, table: SessionTable): (row: number) => boolean {
  const { sessions } = table;
  const read = table.reader(column);
  return (row) => {
    const session = sessions[row];
    return session !== undefined && test(read(session));
  };
}

/** Regular expressions are slow, and most columns hold few different texts. */
function remembering(test: TextTest): TextTest {
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? test(text);
    if (known.size < 5000) known.set(text, answer);
    return answer;
  };
}

function rowTest(field: string, value: Value, table: SessionTable): (row: number) => boolean {
  const { sessions } = table;
  switch (field) {
    case 'host':
    case 'path':
    case 'url':
    case 'type':
    case 'process':
    case 'protocol':
    case 'color':
    case 'comment':
    case 'ip':
    case 'method': {
      const test = textTest(value, field === 'method');
      return columnTest(field, value.type === 'regex' ? remembering(test) : test, table);
    }
    case 'status':
      return numberTest(value, sessions, (session) => session.status);
    case 'size':
      return numberTest(value, sessions, (session) => (session.responseBytes < 0 ? undefined : session.responseBytes));
    case 'reqsize':
      return numberTest(value, sessions, (session) => (session.requestBytes < 0 ? undefined : session.requestBytes));
    case 'duration':
      return numberTest(value, sessions, (session) => session.duration);
    case 'sid':
      return numberTest(value, sessions, (session) => session.sid);
    case 'time':
      return numberTest(value, sessions, secondsOfDay);
    case 'tenant':
    case 'user':
    case 'aud':
    case 'app':
      return tokenTest(field, value, table);
    default:
      return choiceTest(field, value.type === 'word' ? value.text : '', table);
  }
}

function numberTest(
  value: Value,
  sessions: readonly Session[],
  read: (session: Session) => number | undefined,
): (row: number) => boolean {
  const bounds: Bounds | undefined = boundsOf(value);
  if (!bounds) return never;
  return (row) => {
    const session = sessions[row];
    const number = session && read(session);
    return number !== undefined && within(number, bounds);
  };
}

/** Clock of the request in the capture's own zone, in seconds since midnight. */
function secondsOfDay(session: Session): number | undefined {
  if (session.started === undefined) return undefined;
  const local = session.started / 1000 + (session.offset ?? 0) * 60;
  return ((local % 86_400) + 86_400) % 86_400;
}

const factNames = { tenant: 'tenant', user: 'user', aud: 'audience', app: 'application' } as const;

function tokenTest(field: keyof typeof factNames, value: Value, table: SessionTable): (row: number) => boolean {
  const test = textTest(value);
  const name: keyof TokenFacts = factNames[field];
  return (row) => {
    const session = table.sessions[row];
    return session !== undefined && table.context.tokens(session.key).some((token) => test(token[name]));
  };
}

function choiceTest(field: string, choice: string, table: SessionTable): (row: number) => boolean {
  const { context, slow } = table;
  const choices: Record<string, (session: Session) => boolean> = {
    'has:token': ({ key }) => context.hasToken(key),
    'has:license': ({ key }) => context.hasLicense(key),
    'has:sync': ({ key }) => context.isSync(key),
    'has:cookie': ({ key }) => context.hasCookie(key),
    'has:body': (session) => session.requestBytes > 0 || session.responseBytes > 0,
    'has:websocket': (session) => session.isWebSocket,
    'has:finding': ({ key }) => context.findings(key).length > 0,
    'has:comment': (session) => session.comment !== '',
    'is:error': ({ key }) => context.findings(key).includes('error'),
    'is:warning': ({ key }) => context.findings(key).includes('warning'),
    'is:note': ({ key }) => context.findings(key).includes('information'),
    'is:finding': ({ key }) => context.findings(key).length > 0,
    'is:redirect': ({ status }) => status >= 300 && status < 400 && status !== 304,
    'is:tunnel': (session) => session.isTunnel,
    'is:repeat': ({ key }) => context.isRepeat(key),
    'is:slow': ({ duration }) => duration !== undefined && duration >= slow,
    'is:cached': (session) => session.fromCache || session.status === 304,
    'is:sync': ({ key }) => context.isSync(key),
    'chain:token': ({ key }) => context.chain(key).includes('token'),
    'chain:license': ({ key }) => context.chain(key).includes('license'),
    'chain:feeds': ({ key }) => context.chain(key).includes('feeds'),
    'chain:messaging': ({ key }) => context.chain(key).includes('messaging'),
  };
  const test = choices[`${field}:${choice}`] ?? never;
  return (row) => {
    const session = table.sessions[row];
    return session !== undefined && test(session);
  };
}

/** `header:` looks at names and values of both heads, `header.NAME:` at the values of that name; `cookie:` at cookies. */
function headerTest(field: string, name: string | undefined, value: Value): (read: Read) => boolean {
  const fitsValue = textTest(value);
  const any = value.type === 'word' && value.text === '*';
  const test = (text: string): boolean => any || fitsValue(text);
  const wanted = name?.toLowerCase();
  const fits = ({ name: header, value: content }: Header): boolean => {
    const lower = header.toLowerCase();
    if (field === 'cookie') return (lower === 'cookie' || lower === 'set-cookie') && test(content);
    if (wanted === undefined) return test(`${header}: ${content}`);
    return lower === wanted && test(content);
  };
  return ({ heads }) =>
    heads !== undefined && (heads.request.some(fits) || (field !== 'reqheader' && heads.response.some(fits)));
}
