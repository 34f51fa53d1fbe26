import type { Message } from '../text';
import { message } from '../text';

/** What the values of a field are. */
export type FieldKind = 'text' | 'word' | 'number' | 'size' | 'duration' | 'clock' | 'choice';

/** How far a session must be read to answer: the list row, its headers, or its bodies. */
export type FieldLevel = 0 | 1 | 2;

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly level: FieldLevel;
  readonly choices: readonly string[];
  /** True for `header.NAME`. */
  readonly takesHeader: boolean;
  readonly description: Message;
}

const has = ['token', 'license', 'sync', 'cookie', 'body', 'websocket', 'finding', 'comment'];
const is = ['error', 'warning', 'note', 'finding', 'redirect', 'tunnel', 'repeat', 'slow', 'cached', 'sync'];
const chain = ['token', 'license', 'feeds', 'messaging'];

function field(
  name: string,
  kind: FieldKind,
  description: Message,
  level: FieldLevel = 0,
  choices: readonly string[] = [],
  takesHeader = false,
): Field {
  return { name, kind, level, choices, takesHeader, description };
}

/** Every field of the query language, in the order in which they are offered. */
export const fields: readonly Field[] = [
  field('host', 'text', message('query.fieldHost')),
  field('path', 'text', message('query.fieldPath')),
  field('url', 'text', message('query.fieldUrl')),
  field('method', 'word', message('query.fieldMethod')),
  field('status', 'number', message('query.fieldStatus')),
  field('type', 'text', message('query.fieldType')),
  field('process', 'text', message('query.fieldProcess')),
  field('protocol', 'text', message('query.fieldProtocol')),
  field('color', 'text', message('query.fieldColor')),
  field('comment', 'text', message('query.fieldComment')),
  field('ip', 'text', message('query.fieldIp')),
  field('header', 'text', message('query.fieldHeader'), 1, [], true),
  field('reqheader', 'text', message('query.fieldReqheader'), 1, [], true),
  field('cookie', 'text', message('query.fieldCookie'), 1),
  field('body', 'text', message('query.fieldBody'), 2),
  field('reqbody', 'text', message('query.fieldReqbody'), 2),
  field('size', 'size', message('query.fieldSize')),
  field('reqsize', 'size', message('query.fieldReqsize')),
  field('duration', 'duration', message('query.fieldDuration')),
  field('time', 'clock', message('query.fieldTime')),
  field('sid', 'number', message('query.fieldSid')),
  field('tenant', 'text', message('query.fieldTenant')),
  field('user', 'text', message('query.fieldUser')),
  field('aud', 'text', message('query.fieldAud')),
  field('app', 'text', message('query.fieldApp')),
  field('has', 'choice', message('query.fieldHas'), 0, has),
  field('is', 'choice', message('query.fieldIs'), 0, is),
  field('chain', 'choice', message('query.fieldChain'), 0, chain),
];

const byName = new Map(fields.map((one) => [one.name, one]));

/** The field of a name as typed, in upper or lower case, `#` for `sid`; undefined when there is none. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name === '#' ? 'sid' : name.toLowerCase());
}
