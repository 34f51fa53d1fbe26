import { encodeBase64 } from '../../artifacts/base64';
import { unescapeForm } from '../../artifacts/capture/http';
import { type Field, type Frame, walkJson } from '../../artifacts/json/walk';
import { isMask } from '../../decoders/license/integrity';
import type { Platform } from '../../platform/platform';
import { redactBytes } from './bytes';
import { Edits } from './edits';
import { classOfName, isEntityContainer, plainName } from './fieldNames';
import {
  inside,
  type PersonalClass,
  type RedactClass,
  type RedactOptions,
  type SecretClass,
  secretClasses,
  type Where,
} from './model';
import { indexOf, literalsIn } from './patterns';
import { plainEdits } from './plain';
import { Pseudonyms } from './pseudonyms';
import { Recorder } from './recorder';

/** Deeper nesting is no text that a person or service made. */
const maxDepth = 24;
const secrets: ReadonlySet<string> = new Set(secretClasses);
/** Values that say that there is none. */
const nothing = /^(?:n\/?a|none|null|undefined|true|false|yes|no|-|uninitialized|not set|unknown|never|0)$/i;
/** Members whose presence makes the object one about a person, so that its `name` is a person's. */
const aboutPerson = /^(?:oid|upn|uniquename|preferredusername|givenname|familyname|userprincipalname|email|puid)$/;

/** Takes secrets and personal data out of texts and bytes, through every encoding they are wrapped in. */
export class Redactor {
  depth = 0;
  private index: ReadonlyMap<string, readonly string[]> = new Map();
  private indexed = -1;

  constructor(
    readonly platform: Platform,
    readonly pseudonyms: Pseudonyms = new Pseudonyms(),
    readonly recorder: Recorder = new Recorder(),
    readonly options: RedactOptions = {},
  ) {}

  /** The text without what must not leave; structure and everything else exactly as written. */
  text(text: string, where: Where): string {
    if (text.length < 4 || this.depth > maxDepth)
      return this.depth > maxDepth ? this.secret('unreadable', text, where) : text;
    this.depth++;
    try {
      const edits = new Edits(text.length);
      if (/"\s*:/.test(text) && /[{[]/.test(text)) this.json(text, where, edits, false);
      if (isForm(text)) this.form(text, where, edits);
      else plainEdits(this, text, where, edits);
      return edits.apply(text);
    } finally {
      this.depth--;
    }
  }

  bytes(bytes: Uint8Array, where: Where, contentType = ''): Uint8Array {
    return redactBytes(this, bytes, where, contentType);
  }

  /** A secret as its mark. */
  secret(kind: SecretClass, value: string, where: Where): string {
    const text = value.trim();
    if (text === '' || nothing.test(text) || isMask(text) || this.pseudonyms.isOwn(text)) return value;
    this.recorder.record(kind, where);
    return this.pseudonyms.secret(kind, text);
  }

  personal(kind: PersonalClass, value: string, where: Where): string {
    const made = this.pseudonyms.personal(kind, value);
    if (made !== value) this.recorder.record(kind, where);
    return made;
  }

  /** A value by what its name says it is; text where the name and the value do not fit together. */
  named(kind: RedactClass, value: string, where: Where): string {
    const text = value.trim();
    if (text === '' || nothing.test(text) || isMask(text)) return value;
    if (isSecret(kind)) {
      // `authorization="https://login..."` of a challenge is an address.
      if (/^https?:\/\//i.test(text) && kind !== 'channel-url' && kind !== 'cookie') return this.text(value, where);
      // Tokens keep what can be read in them.
      if (kind === 'token' || kind === 'refresh-token') {
        const inner = this.text(value, where);
        if (inner !== value && /REDACTED|redacted-/.test(inner)) return inner;
        if (/REDACTED|^redacted-/.test(value)) return value;
      }
      return this.secret(kind, value, where);
    }
    return this.person(kind, value, text, where);
  }

  /** Learned names and secrets in a text. */
  literals(text: string) {
    const { literals, version } = this.pseudonyms;
    if (this.indexed !== version) {
      this.index = indexOf(literals.keys());
      this.indexed = version;
    }
    return literalsIn(text, literals, this.index);
  }

  /** A JSON text, whole or damaged, with claims of a token where `isClaims`. */
  jsonText(text: string, where: Where, isClaims: boolean): string {
    const edits = new Edits(text.length);
    this.json(text, where, edits, isClaims);
    plainEdits(this, text, where, edits);
    return edits.apply(text);
  }

  /** All strings of what a user stored become marks; names of members stay. */
  entityJson(text: string, where: Where): string {
    // Names are matched with their colon, so that the next string begins behind them.
    return text.replace(/"((?:[^"\\]|\\[\s\S])*)"(\s*:)?/g, (whole, value: string, colon: string | undefined) => {
      if (value === '' || colon !== undefined) return whole;
      return `"${this.secret(/^\w{2,12}:\/\//.test(value) ? 'site-address' : 'entity', value, where)}"`;
    });
  }

  /** `name=value` pairs joined with `&`, each value decoded, redacted and encoded again. */
  form(text: string, where: Where, edits: Edits): void {
    for (let start = 0; start <= text.length; ) {
      const ampersand = text.indexOf('&', start);
      const end = ampersand < 0 ? text.length : ampersand;
      const equals = text.indexOf('=', start);
      if (equals > start && equals < end) {
        const name = unescapeForm(text.slice(start, equals));
        const raw = text.slice(equals + 1, end);
        edits.claim(equals + 1, end, () => {
          const value = unescapeForm(raw);
          const changed = this.parameter(name, value, inside(where, `parameter:${name}`));
          return changed === value ? undefined : encodeURIComponent(changed);
        });
      }
      start = end + 1;
    }
  }

  /** A form field or query parameter. */
  parameter(name: string, value: string, where: Where): string {
    const kind = this.classOf(name, value, true);
    return kind ? this.named(kind, value, where) : this.text(value, where);
  }

  /** Class by name, where the value fits: error codes are no authorization codes, progress tokens no credentials. */
  classOf(name: string, value: string, isParameter = false): RedactClass | undefined {
    const plain = plainName(name);
    if (plain === 'code') return value.length >= (isParameter ? 8 : 20) && isOpaque(value) ? 'code' : undefined;
    if (plain === 'clientid') {
      const isDevice = /^(?:chr:)?[A-Za-z0-9+/_-]{16,40}={0,2}$/.test(value) && !/^[\da-f-]{36}$/i.test(value);
      return isDevice ? 'object-id' : undefined;
    }
    const kind = classOfName(name);
    if ((plain === 'token' || plain === 'canary' || plain === 'secret' || plain === 'sig') && value.length < 16)
      return undefined;
    // A name alone does not make a sentence a secret.
    if (plain === 'credentials' && value.length < 8) return undefined;
    if (kind === 'object-id' && (value.length < 8 || /\s/.test(value.trim()))) return undefined;
    if ((kind === 'ip-address' || kind === 'mac-address') && value.length < 3) return undefined;
    return kind;
  }

  private person(kind: PersonalClass, value: string, text: string, where: Where): string {
    switch (kind) {
      case 'ip-address':
      case 'mac-address':
        return this.text(value, where);
      case 'mail-address': {
        const domain = /^([\w.-]{1,64})(\\{1,2})([^\\/\s,;]{1,64})(.*)$/.exec(text);
        if (domain) {
          const [, org = '', slash = '', user = '', rest = ''] = domain;
          return `${this.accountDomain(org, where)}${slash}${this.personal('user-name', user, where)}${this.text(rest, where)}`;
        }
        if (/@|:\/\//.test(text)) {
          const inner = this.text(value, where);
          if (inner !== value || /:\/\//.test(text) || this.pseudonyms.isOwn(text)) return inner;
        }
        if (/^\{?[\da-f-]{36}\}?$/i.test(text)) return this.personal('object-id', value, where);
        return value.replace(text, this.personal(/\s/.test(text) ? 'name' : 'user-name', text, where));
      }
      default:
        return value.replace(text, () => this.personal(kind, text, where));
    }
  }

  /** The part in front of a backslash; those that every machine has stay. */
  private accountDomain(name: string, where: Where): string {
    return /^(?:azuread|nt authority|builtin|\.|workgroup|microsoftaccount)$/i.test(name)
      ? name
      : this.personal('organization', name, where);
  }

  private json(text: string, where: Where, edits: Edits, isClaims: boolean): void {
    const entity = (stack: readonly Frame[]) => {
      let inEntity = false;
      for (const { key } of stack) {
        if (key === undefined) continue;
        if (isEntityContainer(key)) inEntity = true;
        else if (inEntity && /nigori|device_?info/i.test(key)) inEntity = false;
      }
      return inEntity;
    };
    const strings = new WeakMap<Frame, { nested: boolean }>();
    walkJson(text, 0, text.length, {
      open: (frame, stack) => {
        strings.set(frame, { nested: false });
        const parent = stack[stack.length - 1];
        const known = parent && strings.get(parent);
        if (known) known.nested = true;
      },
      close: (frame, end, _, stack) => {
        const isEntity = entity([...stack, frame]);
        if (frame.kind === 'array' && !strings.get(frame)?.nested) {
          this.array(text, frame, end, where, edits, isEntity);
          return;
        }
        const person = isClaims || frame.fields.some(({ key }) => aboutPerson.test(plainName(key)));
        const pair = pairName(frame);
        const isKey = frame.fields.some(({ key }) => key === 'kty');
        for (const field of frame.fields)
          this.member(
            text,
            field,
            frame,
            where,
            edits,
            isEntity,
            person,
            isKey && isPrivatePart(field.key) ? 'privatekey' : pair,
          );
      },
    });
  }

  private member(
    text: string,
    field: Field,
    frame: Frame,
    where: Where,
    edits: Edits,
    isEntity: boolean,
    person: boolean,
    pair: string | undefined,
  ): void {
    const { key, value, valueSpan } = field;
    if (typeof value !== 'string' || value === '') return;
    const { start, end } = valueSpan;
    const isPairValue = pair !== undefined && (/^(?:stat_)?value$/i.test(key) || pair === 'privatekey');
    const name = isPairValue
      ? pair
      : /^value$/i.test(key) && frame.key !== undefined && frame.key !== 'value'
        ? frame.key
        : key;
    edits.claim(start, end, () => {
      const at = inside(where, `json:/${key}`);
      let changed: string;
      if (isEntity || (/^key$/i.test(frame.key ?? '') && /^value$/i.test(key))) {
        const kind = !isEntity ? 'content-key' : /^\w{2,12}:\/\//.test(value) ? 'site-address' : 'entity';
        changed = this.secret(kind, value, at);
      } else changed = this.namedMember(name, value, person, at);
      if (changed === value) return undefined;
      const escaped = JSON.stringify(changed).slice(1, -1);
      // Where the original escapes its slashes, as .NET does, the copy does, too.
      return /\\\//.test(text.slice(start, end)) ? escaped.replaceAll('/', '\\/') : escaped;
    });
  }

  private namedMember(name: string, value: string, person: boolean, where: Where): string {
    const plain = plainName(name);
    if (/^(?:set)?cookie2?$/.test(plain)) return this.cookies(value, plain.startsWith('set'), where);
    if (person && plain === 'name') return this.named('name', value, where);
    const kind = this.classOf(name, value);
    return kind ? this.named(kind, value, where) : this.text(value, where);
  }

  /** Strings of an array; those of members around it are not among them. */
  private array(text: string, frame: Frame, end: number, where: Where, edits: Edits, isEntity: boolean): void {
    const content = text.slice(frame.start, end);
    const kind = frame.key === undefined ? undefined : classOfName(frame.key);
    for (const match of content.matchAll(/"((?:[^"\\]|\\[\s\S])*)"/g)) {
      const raw = match[1] ?? '';
      const start = frame.start + match.index + 1;
      edits.claim(start, start + raw.length, () => {
        const value = unescapeJson(raw);
        const at = inside(where, `json:/${frame.key ?? ''}`);
        const changed = isEntity
          ? this.secret('entity', value, at)
          : kind
            ? this.named(kind, value, at)
            : this.text(value, at);
        return changed === value ? undefined : JSON.stringify(changed).slice(1, -1);
      });
    }
  }

  /** Values of cookies; names and attributes stay. */
  cookies(value: string, isSetCookie: boolean, where: Where): string {
    let count = 0;
    return value.replace(/([^=;,\s][^=;]*)=("[^"]*"|[^;]*)/g, (pair, name: string, content: string) => {
      count++;
      if (isSetCookie && count > 1) return pair;
      const clean = content.trim();
      return clean === ''
        ? pair
        : `${name}=${content.replace(clean, () => this.secret('cookie', clean, inside(where, `cookie:${name.trim()}`)))}`;
    });
  }

  /** A header's value by the header's name. */
  header(name: string, value: string, given: Where): string {
    const where = inside(given, `header:${name}`);
    if (/^set-cookie2?$/i.test(name)) return this.cookies(value, true, where);
    if (/^cookie2?$/i.test(name)) return this.cookies(value, false, where);
    if (/^(?:.*-)?authorization$|^sync-token$|^x-ms-token/i.test(name)) return this.authorization(value, where);
    if (/^x-ms-(?:refreshtokencredential|devicecredential|prt)/i.test(name))
      return this.named('refresh-token', value, where);
    const kind = this.classOf(name, value);
    return kind ? this.named(kind, value, where) : this.text(value, where);
  }

  private authorization(value: string, where: Where): string {
    const changed = this.text(value, where);
    if (changed !== value || /REDACTED|redacted-/.test(value)) return changed;
    const scheme = /^[\w.-]+\s+/.exec(value)?.[0] ?? '';
    const rest = value.slice(scheme.length);
    // A challenge in words is no credential.
    if (rest.length < 4) return value;
    return scheme + this.secret(/^basic/i.test(scheme) ? 'password' : 'token', rest, where);
  }
}

export function isSecret(kind: RedactClass): kind is SecretClass {
  return secrets.has(kind);
}

/** The name in a `{name, value}` or `{stat_name, stat_value}` object. */
function pairName(frame: Frame): string | undefined {
  const name = frame.fields.find(({ key }) => /^(?:stat_)?name$/i.test(key))?.value;
  const hasValue = frame.fields.some(({ key }) => /^(?:stat_)?value$/i.test(key));
  return hasValue && typeof name === 'string' ? name : undefined;
}

/** Private members of a JSON Web Key (RFC 7518, 6.2.2, 6.3.2, 6.4.1). */
function isPrivatePart(name: string): boolean {
  return /^(?:d|p|q|dp|dq|qi|k)$/.test(name);
}

/** One run of characters with a digit in it: names of errors have none. */
function isOpaque(value: string): boolean {
  return !/\s/.test(value) && /\d/.test(value) && !/Exception\b/.test(value);
}

/** `a=b&c=d`, encoded: no blanks, and names that look like names. */
function isForm(text: string): boolean {
  return (
    /^[\w.$%[\]-]{1,80}=[^\s&]*(?:&[\w.$%[\]-]{1,80}=[^\s&]*)+\s*$/.test(text) ||
    /^[\w.-]{2,40}=[^\s&;,="'<>]*%[^\s&;,"'<>]*$/.test(text)
  );
}

export function unescapeJson(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw.replace(/[\r\n\t]/g, ' ')}"`) as string;
  } catch {
    return raw;
  }
}

export function base64Of(bytes: Uint8Array, like: string): string {
  let text = encodeBase64(bytes);
  if (!/=$/.test(like.trim()) && like.replace(/\s/g, '').length % 4 !== 0) text = text.replace(/=+$/, '');
  return /[-_]/.test(like) && !/[+/]/.test(like) ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
}
