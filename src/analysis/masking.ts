import type { Span } from '../artifacts/place';
import { MaskedText, type Secret, secretsIn, secretsInUrl } from '../reports/secrets';
import { chipText, plain, type Secrets } from './secrets';
import type { ValueView } from './views';
import type { Words } from './words';

export {
  MaskedText,
  type Secret,
  type SecretClass,
  secretsIn,
  secretsInHeader,
  secretsInUrl,
} from '../reports/secrets';

/** The chip of a secret in plain text. */
export function chipOf(words: Pick<Words, 't'>, { class: name, span }: Secret): string {
  return chipText(words.t(`analysis.mask.${name}`), span.end - span.start);
}

/** A text with a chip in place of every secret: of those given, or of those that are found in it. */
export function hideSecrets(
  words: Pick<Words, 't'>,
  text: string,
  secrets: readonly Secret[] = secretsIn(text),
): string {
  if (secrets.length === 0) return text;
  return new MaskedText(text, secrets, (secret) => chipOf(words, secret)).text;
}

/** An address with a chip in place of every secret. */
export function hideSecretsInUrl(words: Pick<Words, 't'>, url: string): string {
  return hideSecrets(words, url, secretsInUrl(url));
}

/** The value of a named thing, which the name may make a secret. */
export function hideSecretValue(words: Pick<Words, 't'>, name: string, value: string): string {
  return hideSecrets(words, value, secretsOf(name, value));
}

/** What JSON would write before and behind a value: the member, and what that is a part of. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** Rules on what a value is a part of look no further up. */
const mostOuter = 4;
/** Names that make a value beside them a secret are not longer. */
const longestTitle = 60;

/**
 * The surroundings of a member, or of an item of a list. `within` are the names of members and the positions in lists
 * that lead to it, the outermost first; `title` is what a member called `name` beside it says.
 */
export function memberOf(name: string, within: readonly string[] = [], title?: string): Surroundings {
  const isItem = (step: string) => /^\d+$/.test(step);
  const outer = within.slice(-mostOuter);
  // No rule knows a longer name, and that of a hostile member would be written for every value in it.
  const written = (step: string) => JSON.stringify(step.length <= longestTitle ? step : '');
  const open = [...outer, name].map((step) => (isItem(step) ? '[' : `{${written(step)}:`));
  if (title !== undefined && title.length <= longestTitle && !isItem(name))
    open.push(open.pop()?.replace('{', `{"name":${JSON.stringify(title)},`) ?? '');
  const close = [name, ...[...outer].reverse()].map((step) => (isItem(step) ? ']' : '}'));
  return { before: `${open.join('')}"`, after: `"${close.join('')}` };
}

/**
 * Secrets of a named value; spans lie in the value. It is judged by the rules for texts, written in three ways: in its
 * surroundings, as `name: value`, and alone.
 */
export function secretsOf(name: string, value: string, around?: Surroundings): Secret[] {
  if (/^(?:null|true|false)?$/.test(value)) return [];
  const local = name.slice(name.lastIndexOf(':') + 1);
  const { before, after } = around ?? memberOf(local);
  const escaped = JSON.stringify(value).slice(1, -1);
  const title = local ? `${local}: ` : '';
  const second = before.length + escaped.length + after.length + 1 + title.length;
  const ways = [
    { start: before.length, length: escaped.length, at: offsetsIn(value, escaped) },
    { start: second, length: value.length, at: same },
    { start: second + value.length + 1, length: value.length, at: same },
  ];
  const text = `${before}${escaped}${after}\n${title}${value}\n${value}`;
  return secretsIn(text).flatMap(({ span, class: kind }) =>
    ways.flatMap(({ start, length, at }): Secret[] => {
      const from = Math.max(span.start - start, 0);
      const to = Math.min(span.end - start, length);
      return to <= from ? [] : [{ span: { start: at(from), end: at(to) }, class: kind }];
    }),
  );
}

const same = (at: number): number => at;

/** Offsets in a value by those in its form with the escapes of JSON; those inside an escape are of its beginning. */
function offsetsIn(value: string, escaped: string): (at: number) => number {
  if (escaped === value) return same;
  let offsets: Uint32Array | undefined;
  return (at) => {
    if (!offsets) {
      offsets = new Uint32Array(escaped.length + 1).fill(value.length);
      let read = 0;
      let written = 0;
      for (const character of value) {
        const { length } = JSON.stringify(character);
        offsets.fill(read, written, written + length - 2);
        written += length - 2;
        read += character.length;
      }
    }
    return offsets[at] ?? value.length;
  };
}

/** Secrets of a field that is named by the way to it, such as `cookies[0].value`; spans lie in the value. */
export function secretsOfField(path: string, value: string): Secret[] {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const name = steps.pop() ?? '';
  return secretsOf(name, value, memberOf(name, steps));
}

/** The secrets of a text, for those who ask about places in it. */
export class SecretPlaces {
  /** In order, none touching another one. */
  private readonly secrets: Secret[] = [];

  constructor(text: string) {
    for (const secret of secretsIn(text).sort((a, b) => a.span.start - b.span.start)) {
      const last = this.secrets.at(-1);
      if (!last || secret.span.start >= last.span.end) this.secrets.push(secret);
      else if (secret.span.end > last.span.end) {
        const span = { start: last.span.start, end: secret.span.end };
        this.secrets[this.secrets.length - 1] = { span, class: last.class };
      }
    }
  }

  /** The first secret of which a part lies in a span. */
  in({ start, end }: Span): Secret | undefined {
    let low = 0;
    for (let high = this.secrets.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.secrets[middle]?.span.end ?? 0) > start) high = middle;
      else low = middle + 1;
    }
    const found = this.secrets[low];
    return found && found.span.start < end ? found : undefined;
  }
}

/** A named value on screen; one with secrets keeps what is none, and reveals the whole of it when asked. */
export function valueView(
  words: Pick<Words, 't'>,
  secrets: Secrets,
  id: string,
  name: string,
  value: string,
  around?: Surroundings,
): ValueView {
  const found = secretsOf(name, value, around);
  const [first] = found;
  if (!first) return plain(value);
  const chip = secrets.chip(id, words.t(`analysis.mask.${first.class}`), value.length, () => value);
  const isWhole = found.some(({ span }) => span.start === 0 && span.end === value.length);
  return isWhole ? chip : { ...chip, text: hideSecrets(words, value, found) };
}
