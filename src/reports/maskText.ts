import { findTokens } from '../decoders/token';
import { classOfName } from './redact/fieldNames';
import { MaskedText, secretsIn } from './secrets';

/** A value for a report: tokens and values with the names of secrets by their length only. */
export function maskText(text: string): string {
  let masked = text;
  for (const { span } of [...findTokens(text)].reverse()) {
    masked = `${masked.slice(0, span.start)}[•••, ${span.end - span.start}]${masked.slice(span.end)}`;
  }
  masked = new MaskedText(masked, secretsIn(masked), ({ span }) => `[•••, ${span.end - span.start}]`).text;
  return masked.replace(
    /(\\?"?)([\w.-]{3,40})(\1\s*[:=]\s*\\?"?)([^\s"'&;,\\]{8,})/g,
    (whole, open: string, name: string, middle: string, value: string) => {
      const kind = classOfName(name);
      const isSecret =
        kind &&
        /^(?:refresh-token|password|client-secret|session-key|token|cookie|channel-url|private-key|encrypted-data|license)$/.test(
          kind,
        );
      return isSecret && !value.startsWith('[') && value.length >= 12
        ? `${open}${name}${middle}[•••, ${value.length}]`
        : whole;
    },
  );
}

/** The value of a named thing for a report; the name may make it a secret. */
export function maskValue(name: string, value: string): string {
  const title = `${name}: `;
  const masked = maskText(title + value);
  return masked.startsWith(title) ? masked.slice(title.length) : maskText(value);
}
