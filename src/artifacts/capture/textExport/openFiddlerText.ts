import type { ByteSource } from '../../../platform/platform';
import { message } from '../../../text';
import { plainText } from '../../container/plainText';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { addressParts } from '../har/address';
import { headerValue } from '../har/headers';
import { unknownSession } from '../har/unknown';
import { parseStatusLine } from '../http';
import type { Capture, Session } from '../model';
import { OpenTextCapture } from './capture';
import { findParts, type SessionParts, targetOf } from './parts';
import { splitSessions } from './split';

/** A session is read whole up to this length; what lies behind counts as its response's body. */
const sessionLimit = 64 << 20;

/**
 * Opens a plain-text export of Fiddler ("Save, Selected Sessions, as Text"): raw requests and responses, separated by
 * lines of 66 dashes when there are several. It holds no session numbers, times or processes.
 */
export async function openFiddlerText(given: ByteSource, options: OpenOptions): Promise<Capture> {
  const { source, problems: before } = await plainText(given, options);
  const problems: Problem[] = [...(options.before ?? []), ...before];
  const head = await source.read(0, 3);
  const from = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const sessions: Session[] = [];
  const index: SessionParts[] = [];
  const { ranges, isCut } = await splitSessions(source, from, options);
  for (const range of ranges) {
    options.signal?.throwIfAborted();
    const bytes = await source.read(range.start, Math.min(range.end - range.start, sessionLimit));
    const parts = findParts(bytes, range);
    const whole = parts.responseStart < 0 ? parts : { ...parts, responseEnd: range.end };
    const key = sessions.length + 1;
    const session = sessionOf(key, whole);
    if (session.method === '' && session.status === 0) {
      // No session at all: blank space at the end, or a file of another kind.
      if (isBlank(bytes)) continue;
      const place = { artifact: options.id, layers: [], range: { byteStart: range.start, byteEnd: range.end } };
      problems.push({ code: 'text-no-session', message: message('har.textNoSession', { byte: range.start }), place });
      continue;
    }
    sessions.push(session);
    index.push(whole);
  }
  if (isCut) {
    const place = { artifact: options.id, layers: [], range: { byteStart: source.size, byteEnd: source.size } };
    problems.push({ code: 'text-cut', message: message('har.textCut'), place });
  }
  return new OpenTextCapture({
    id: options.id,
    platform: options.platform,
    source,
    sources: [given, source],
    sessions,
    index,
    problems,
  });
}

function sessionOf(key: number, parts: SessionParts): Session {
  const { method, url, protocol } = targetOf(parts);
  const isTunnel = method.toUpperCase() === 'CONNECT';
  const status = parts.response && parseStatusLine(parts.response.firstLine);
  const { host, path } = addressParts(url, isTunnel);
  const upgrade = headerValue(parts.request.headers, 'upgrade');
  return {
    ...unknownSession(key),
    method,
    url,
    host,
    path,
    status: status?.status ?? 0,
    reason: status?.reason ?? '',
    protocol: status?.protocol ?? protocol,
    contentType: parts.response ? headerValue(parts.response.headers, 'content-type') : '',
    requestBytes: parts.requestEnd - parts.requestBody,
    responseBytes: parts.response ? parts.responseEnd - parts.responseBody : 0,
    isTunnel,
    isWebSocket: /^websocket$/i.test(upgrade) || /^wss?:/i.test(url),
    byCaptureTool: /^Fiddler\s+-/i.test(status?.reason ?? ''),
  };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === 10 || byte === 13);
}
