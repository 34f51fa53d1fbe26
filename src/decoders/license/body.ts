import { type Node, parseTree } from 'jsonc-parser';
import { type Message, message } from '../../text';
import type { AnswerField, LicenseProblem, SensitiveSpan } from './model';

/** Longest JSON body that is read, in characters. */
const BODY_LIMIT = 8 * 1024 * 1024;
const FIELD_LIMIT = 2000;
const NESTING_LIMIT = 64;

/** A JSON body of the service with positions; damaged bodies give what stands before the damage. */
export interface JsonBody {
  readonly root: Node;
  readonly problems: LicenseProblem[];
}

/** Parses a JSON object or array; undefined when the text is neither. */
export function parseBody(text: string): JsonBody | undefined {
  const start = text.search(/[^\s\ufeff]/);
  if (start < 0 || (text[start] !== '{' && text[start] !== '[') || deepest(text) > NESTING_LIMIT) return undefined;
  const problems: LicenseProblem[] = [];
  const errors: { error: number; offset: number; length: number }[] = [];
  const blanked = start > 0 ? ' '.repeat(start) + text.slice(start, BODY_LIMIT) : text.slice(0, BODY_LIMIT);
  const root = parseTree(blanked, errors, { allowTrailingComma: true, disallowComments: true });
  if (!root) return undefined;
  const first = errors[0];
  if (first) {
    problems.push({
      code: 'license-answer-damaged',
      message: message('license.bodyDamaged', { at: String(first.offset) }),
      span: { start: first.offset, end: Math.min(text.length, first.offset + Math.max(1, first.length)) },
    });
  }
  return { root, problems };
}

/** Deepest nesting of braces outside strings: the parser recurses, so hostile depth is refused before. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length && most <= NESTING_LIMIT; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++;
    } else if (code === 123 || code === 91) most = Math.max(most, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return most;
}

/** Member of an object, by name without regard to case (clients differ in the first letter). */
export function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  const lower = name.toLowerCase();
  return node.children?.find((property) => String(property.children?.[0]?.value).toLowerCase() === lower)
    ?.children?.[1];
}

export function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}

export function booleanOf(node: Node | undefined): boolean | undefined {
  return node?.type === 'boolean' ? node.value === true : undefined;
}

export function stringsOf(node: Node | undefined): string[] | undefined {
  return node?.type === 'array' ? (node.children ?? []).flatMap((item) => stringOf(item) ?? []) : undefined;
}

/** How a field of the service's bodies is shown. */
type SecretClass = NonNullable<AnswerField['secret']>;
type FieldClass = SecretClass | 'personal';

const classes: readonly (readonly [RegExp, FieldClass])[] = [
  [/^(?:.*\.)?Key\.Value$/i, 'content-key'],
  [/(?:^|\.)SerializedThinCLC$/i, 'private-key'],
  [/(?:^|\.)(?:prik|d)$/, 'private-key'],
  [/(?:^|\.)EncryptedApplicationData(?:\.|$)/i, 'encrypted'],
  [/(?:^|\.)(?:Serialized(?:Publishing)?License|License)$/i, 'license'],
  [
    /(?:^|\.)(?:Owner|IssuedTo|Referrer|ReferralInfo|DisplayName|Ip\w*|Client\w*Ip\w*|ClientIp|IpAddress|Mac\w*|ClientMac\w*)$/i,
    'personal',
  ],
  [/(?:^|\.)Users(?:\[\d+\])?$/i, 'personal'],
];

/**
 * Addresses of the device, whatever the field is called: MAC, IPv4, IPv6. An IPv6 address has eight groups, or fewer
 * around a `::`; three groups are a time of day.
 */
const addressForm =
  /^(?:(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?=\d)|$)){4}|(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[0-9a-f:]*::)[0-9a-f:]{2,39})(?:%\w{1,20})?)$/i;

/** Fields whose value is a version: four numbers there are no address. */
const versionName = /(?:version|build|(?:^|[._])ver)$/i;

function isAddress(path: string, value: string): boolean {
  return addressForm.test(value) && !versionName.test(path);
}

const maskedWords: Readonly<Record<SecretClass, Message>> = {
  'content-key': message('license.fieldContentKey'),
  'private-key': message('license.fieldPrivateKey'),
  encrypted: message('license.fieldEncrypted'),
  license: message('license.fieldLicense'),
};

/** Lists the leaves of a body as rows, secrets masked, with the spans of secret and personal values. */
export function listFields(
  root: Node,
  meaning: (path: string, value: string) => Message | undefined,
): {
  fields: AnswerField[];
  sensitive: SensitiveSpan[];
} {
  const fields: AnswerField[] = [];
  const sensitive: SensitiveSpan[] = [];
  const walk = (node: Node, path: string): void => {
    if (fields.length >= FIELD_LIMIT) return;
    const kind = classes.find(([pattern]) => pattern.test(path))?.[1];
    const span = { start: node.offset, end: node.offset + node.length };
    if (kind !== undefined && kind !== 'personal' && node.type !== 'null' && !isEmptyNode(node)) {
      sensitive.push({
        class: kind === 'content-key' ? 'content-key' : kind === 'license' ? 'sealed-key' : 'private-key',
        span,
      });
      const length = node.type === 'string' ? String(node.value).length : node.length;
      const meaning = maskedWords[kind];
      fields.push({ name: path, value: '', state: 'masked', length, secret: kind, personal: false, meaning });
      return;
    }
    if (node.type === 'object') {
      for (const property of node.children ?? []) {
        const [name, value] = property.children ?? [];
        if (!name) continue;
        const inner = path === '' ? String(name.value) : `${path}.${String(name.value)}`;
        if (value) walk(value, inner);
        else fields.push({ name: inner, value: '', state: 'absent', personal: false, meaning: undefined });
      }
    } else if (
      node.type === 'array' &&
      (node.children ?? []).some((item) => item.type === 'object' || item.type === 'array')
    ) {
      for (const [index, item] of (node.children ?? []).entries()) walk(item, `${path}[${index}]`);
    } else {
      const value =
        node.type === 'array' ? (node.children ?? []).map((item) => String(item.value)).join(', ') : String(node.value);
      const personal = (kind === 'personal' && node.type !== 'null' && value !== '') || isAddress(path, value);
      if (personal) sensitive.push({ class: 'personal', span });
      const state = node.type === 'null' ? 'absent' : 'present';
      fields.push({
        name: path,
        value: state === 'absent' ? '' : value,
        state,
        personal,
        meaning: meaning(path, value),
      });
    }
  };
  walk(root, '');
  return { fields, sensitive };
}

function isEmptyNode(node: Node): boolean {
  return node.type === 'object' || node.type === 'array' ? (node.children ?? []).length === 0 : node.value === '';
}
