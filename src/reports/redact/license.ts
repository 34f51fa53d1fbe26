import { decodeText } from '../../artifacts/decodeText';
import { decodeLicense } from '../../decoders/license';
import { readBase64 } from '../../decoders/license/bytes';
import type { FoundLicense, SensitiveSpan } from '../../decoders/license/model';
import { encodeText } from './bytes';
import { Edits } from './edits';
import { inside, type SecretClass, type Where } from './model';
import { fromEntities, plainEdits, toEntities } from './plain';
import { base64Of, type Redactor } from './redactor';

/** Tells readers that values of this document were taken out, so that its digest is not judged. */
const mark = '<!-- redacted -->';

const classes: Readonly<Record<Exclude<SensitiveSpan['class'], 'personal'>, SecretClass>> = {
  'sealed-key': 'sealed-key',
  'encrypted-rights': 'encrypted-data',
  signature: 'signature',
  'private-key': 'private-key',
  'content-key': 'content-key',
};

/** A publishing license in any of its wrappings, wrapped again the same way. */
export function redactLicense(redactor: Redactor, raw: string, form: FoundLicense['form'], where: Where): string {
  const at = inside(where, 'license');
  switch (form) {
    case 'xrml':
      return redactXrml(redactor, raw, at);
    case 'escaped': {
      const plain = fromEntities(raw);
      const result = redactXrml(redactor, plain, at);
      return result === plain ? raw : toEntities(result);
    }
    case 'json':
      return redactor.jsonText(raw, at, false);
    case 'certificate-chain':
      return raw.replace(
        /(<(?:[\w.-]+:)?CERTIFICATE(?:\s[^<>]*)?>)([^<]*)/g,
        (whole, open: string, content: string) => {
          const certificate = content.trim();
          return certificate.length < 40 ? whole : open + redactBase64(redactor, certificate, at);
        },
      );
    default:
      return redactBase64(redactor, raw, at);
  }
}

function redactBase64(redactor: Redactor, raw: string, where: Where): string {
  const { bytes } = readBase64(raw);
  const source = decodeText(bytes);
  const text = source.text.replace(/\0+$/, '');
  if (!/<(?:\w+:)?(?:XrML|CERTIFICATECHAIN)|"pld"/.test(text)) return redactor.secret('license', raw, where);
  const inner = /<XrML/.test(text)
    ? redactXrml(redactor, text, inside(where, 'base64', source.encoding))
    : redactor.text(text, inside(where, 'base64', source.encoding));
  if (inner === text) return raw;
  const clean = raw.replace(/\\[nr]/g, '').replaceAll('\\/', '/');
  return base64Of(encodeText(inner, source.encoding, bytes), clean);
}

/** XrML: values that the decoder calls sensitive become marks in brackets, which it knows as taken out. */
function redactXrml(redactor: Redactor, text: string, where: Where): string {
  const document = decodeLicense(text, redactor.platform);
  const edits = new Edits(text.length);
  const offset = document?.texts[0] ? text.indexOf(document.texts[0].text) : -1;
  if (document && offset >= 0) {
    for (const certificate of document.certificates) {
      if (certificate.text !== 0) continue;
      for (const { class: kind, span } of certificate.sensitive) {
        const value = text.slice(offset + span.start, offset + span.end);
        edits.claim(offset + span.start, offset + span.end, () => {
          const clean = fromEntities(value.trim());
          if (clean === '' || /^\[[^\]]*\]$/.test(clean)) return undefined;
          if (kind !== 'personal') {
            const made = redactor.secret(classes[kind], clean, where);
            return made === clean ? undefined : `[${made}]`;
          }
          if (clean.includes('@')) return toEntities(redactor.text(clean, where));
          const isId = /^\{?[\da-f-]{36}\}?$|^[\dA-F]{12,20}$|^S-1-/i.test(clean);
          const made = redactor.personal(isId ? 'object-id' : 'name', clean, where);
          return made === clean ? undefined : isId ? made : `[${made}]`;
        });
      }
    }
  }
  plainEdits(redactor, text, where, edits, true);
  const changed = edits.apply(text);
  if (changed === text) return text;
  redactor.recorder.notJudge('license-integrity');
  return changed.replace(/(<XrML(?:\s[^<>]*)?>)(?!<!-- redacted)/g, `$1${mark}`);
}
