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
  return hideSecrets(words, value, secretsInValue(name, value));
}

/** Secrets of a named value; spans lie in the value. */
function secretsInValue(name: string, value: string): Secret[] {
  const title = name ? `${name}: ` : '';
  return secretsIn(title + value).flatMap(({ span, class: kind }): Secret[] => {
    const end = span.end - title.length;
    return end <= 0 ? [] : [{ span: { start: Math.max(0, span.start - title.length), end }, class: kind }];
  });
}

/** A named value on screen; one with secrets keeps what is none, and reveals the whole of it when asked. */
export function valueView(
  words: Pick<Words, 't'>,
  secrets: Secrets,
  id: string,
  name: string,
  value: string,
): ValueView {
  const found = secretsInValue(name, value);
  const [first] = found;
  if (!first) return plain(value);
  const chip = secrets.chip(id, words.t(`analysis.mask.${first.class}`), value.length, () => value);
  const isWhole = first.span.start === 0 && first.span.end === value.length;
  return isWhole ? chip : { ...chip, text: hideSecrets(words, value, found) };
}
