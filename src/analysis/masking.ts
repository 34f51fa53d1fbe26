import { MaskedText, secretsIn } from '../reports/secrets';
import { chipText } from './secrets';
import type { Words } from './words';

export {
  MaskedText,
  type Secret,
  type SecretClass,
  secretsIn,
  secretsInHeader,
  secretsInUrl,
} from '../reports/secrets';

/** A text with a chip in place of every secret. */
export function hideSecrets(words: Words, text: string): string {
  const secrets = secretsIn(text);
  if (secrets.length === 0) return text;
  return new MaskedText(text, secrets, ({ class: name, span }) =>
    chipText(words.t(`analysis.mask.${name}`), span.end - span.start),
  ).text;
}

/** The value of a named thing, which the name may make a secret. */
export function hideSecretValue(words: Words, name: string, value: string): string {
  const title = `${name}: `;
  const named = secretsIn(title + value).filter(({ span }) => span.start >= title.length);
  if (named.length === 0) return value;
  const shift = title.length;
  return new MaskedText(
    value,
    named.map(({ span, class: kind }) => ({ span: { start: span.start - shift, end: span.end - shift }, class: kind })),
    ({ class: kind, span }) => chipText(words.t(`analysis.mask.${kind}`), span.end - span.start),
  ).text;
}
