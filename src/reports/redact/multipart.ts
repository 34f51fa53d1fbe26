import { parseMultipart } from '../../artifacts/capture/http';
import { concat } from '../../platform/concat';
import { inside, type Where } from './model';
import { isSecret, type Redactor } from './redactor';

const utf8 = new TextEncoder();

/** A multipart body, part by part: boundaries and part heads stay. Undefined when it is none. */
export function redactMultipart(
  redactor: Redactor,
  bytes: Uint8Array,
  contentType: string,
  where: Where,
): Uint8Array | undefined {
  const body = parseMultipart(bytes, contentType);
  if (!body || body.parts.length === 0) return undefined;
  const pieces: Uint8Array[] = [];
  let at = 0;
  let isChanged = false;
  for (const part of body.parts) {
    pieces.push(bytes.subarray(at, part.start));
    const content = bytes.subarray(part.start, part.end);
    const result = redactPart(redactor, content, part.name, part.contentType, inside(where, `part:${part.name}`));
    if (result !== content) isChanged = true;
    pieces.push(result);
    at = part.end;
  }
  pieces.push(bytes.subarray(at));
  return isChanged ? concat(pieces) : bytes;
}

function redactPart(redactor: Redactor, content: Uint8Array, name: string, type: string, where: Where): Uint8Array {
  const text = content.length < 64 * 1024 ? new TextDecoder().decode(content) : '';
  const kind = redactor.classOf(name, text, true);
  if (!kind) return redactor.bytes(content, where, type);
  const result = redactor.named(kind, text, where);
  if (result === text && !isSecret(kind)) return redactor.bytes(content, where, type);
  return result === text ? content : utf8.encode(result);
}
