import {
  bodyKind,
  decodeText,
  type MultipartPart,
  parseMultipart,
  parseUrlEncoded,
} from '../../../artifacts/capture/http';
import { valueView } from '../../masking';
import type { FieldGroup, FieldView } from '../../views';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from '../tabs/context';
import { headerValue } from '../tabs/headers';
import { imageType } from './image';
import { bytesOf, parameter } from './value';

/** A part of a multipart body is shown up to this many bytes. */
const partLimit = 4000;
/** As many bytes of a part that is no text. */
const firstBytes = 32;
const textKinds = new Set(['json', 'xml', 'html', 'css', 'javascript', 'form', 'text', 'multipart']);

/** Fields of a form, or the parts of a multipart body with their headers; `id` begins the ids of their values. */
export function fieldsOf(context: WideTabContext, body: BodyContent, id: string): FieldGroup[] {
  const { words } = context;
  if (body.kind === 'form') {
    const rows = parseUrlEncoded(body.text ?? '').map(({ name, value }, index) => ({
      name,
      value: parameter(context, `${id}:${index}`, name, value),
    }));
    return [{ title: words.t('analysis.formFields'), rows }];
  }
  const { bytes, contentType } = body.body;
  const parts = parseMultipart(bytes, contentType)?.parts ?? [];
  return parts.map((one, index) => ({
    title: [one.name, one.fileName].filter(Boolean).join(' · ') || `#${index + 1}`,
    rows: [
      ...one.headers.map(({ name, value }, at) => ({
        name,
        value: headerValue(context, `${id}:${index}:header:${at}`, name, value),
      })),
      ...contentRows(context, `${id}:${index}`, one, bytes.subarray(one.start, one.end)),
    ],
  }));
}

/** A text as text; anything else by its type, its size and its first bytes. */
function contentRows(context: WideTabContext, id: string, part: MultipartPart, bytes: Uint8Array): FieldView[] {
  const { words, secrets } = context;
  const kind = bodyKind(bytes, part.contentType);
  const size = { name: words.t('analysis.size'), value: { text: words.t('analysis.bytes', { count: bytes.length }) } };
  if (kind === 'empty') return [size];
  if (textKinds.has(kind)) {
    const { text } = decodeText(bytes.subarray(0, partLimit), part.contentType);
    const rows = [{ name: words.t('analysis.content'), value: valueView(words, secrets, id, part.name, text) }];
    return bytes.length > partLimit ? [size, ...rows] : rows;
  }
  const hex = bytesOf(context, id, part.name, bytes.subarray(0, partLimit), firstBytes);
  const found = imageType(bytes);
  return [size, { name: words.t('analysis.firstBytes'), value: hex, ...(found ? { meaning: found } : {}) }];
}
