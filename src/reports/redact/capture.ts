import type { Capture, WebSocketMessage } from '../../artifacts/capture/model';
import { concat } from '../../platform/concat';
import type { Language } from '../../text';
import { type HarSession, writeHar } from '../writers/har';
import { fiddlerTime, metadataOf, type SazSession, sazSessions, writeSaz } from '../writers/saz';
import { type MarkdownOptions, writeSessionsMarkdown } from '../writers/sessionsMarkdown';
import type { Redactor } from './redactor';
import { redactSession } from './session';

const utf8 = new TextEncoder();
export type CaptureFormat = 'saz' | 'har' | 'fiddler-text' | 'markdown';

/** What writes a copy of a capture. */
export interface CaptureCopy {
  readonly keys: readonly number[];
  readonly format: CaptureFormat;
  /** Name and language of the reader, for what is written as prose. */
  readonly name: string;
  readonly language: Language;
  readonly signal?: AbortSignal;
}

/** Reads every session once without keeping anything, so that names are known before the first is written. */
export async function learnCapture(redactor: Redactor, capture: Capture, signal?: AbortSignal): Promise<void> {
  for (const { key } of capture.sessions) {
    signal?.throwIfAborted();
    await redactSession(redactor, capture, key, signal);
  }
}

/** A redacted copy of the sessions in the given format; `keys` in the order they are written. */
export async function redactCapture(redactor: Redactor, capture: Capture, copy: CaptureCopy): Promise<Uint8Array> {
  const { keys, format, signal } = copy;
  if (format === 'har' || format === 'markdown') {
    const change = async ({ detail: { session } }: HarSession): Promise<HarSession> => {
      const { detail, request, response, webSocket } = await redactSession(redactor, capture, session.key, signal);
      return { detail, request, response, webSocket };
    };
    return format === 'har'
      ? writeHar(capture, keys, { creator, change, ...(signal ? { signal } : {}) })
      : writeSessionsMarkdown(capture, keys, { ...proseOf(copy), change });
  }
  const sessions: SazSession[] = [];
  const texts: Uint8Array[] = [];
  for (const key of keys) {
    signal?.throwIfAborted();
    const session = await redactSession(redactor, capture, key, signal);
    const { stored, detail } = session;
    if (format === 'fiddler-text') {
      texts.push(textSession(stored.request, stored.response));
      continue;
    }
    if (capture.grpc && (await capture.grpc(key, { ...(signal ? { signal } : {}) })).length > 0)
      redactor.recorder.notJudge('grpc');
    const { gaps = [], sid, status, method, url } = detail.session;
    sessions.push({
      ...(gaps.includes('request') && stored.request.length === 0 ? {} : { request: stored.request }),
      ...(gaps.includes('response') && stored.response.length === 0 ? {} : { response: stored.response }),
      metadata: metadataOf(detail.session, detail),
      ...(session.webSocket.length > 0 ? { webSocket: webSocketFile(session.webSocket) } : {}),
      row: { sid, status, method, url },
    });
  }
  if (format === 'fiddler-text') return concat(separated(texts));
  return writeSaz(sessions, redactor.platform);
}

/** The sessions as they are, in another format or as a selection; nothing is taken out. */
export async function copyCapture(redactor: Redactor, capture: Capture, copy: CaptureCopy): Promise<Uint8Array> {
  const { keys, format, signal } = copy;
  if (format === 'har') return writeHar(capture, keys, { creator, ...(signal ? { signal } : {}) });
  if (format === 'markdown') return writeSessionsMarkdown(capture, keys, proseOf(copy));
  if (format === 'saz') {
    const sessions = await sazSessions(capture, keys, signal);
    const whole: SazSession[] = [];
    for (const [index, session] of sessions.entries()) {
      const key = keys[index] ?? 0;
      const isSocket = capture.sessions.find((one) => one.key === key)?.isWebSocket === true;
      const messages = isSocket ? await capture.webSocketMessages(key, { ...(signal ? { signal } : {}) }) : [];
      whole.push(messages.length > 0 ? { ...session, webSocket: webSocketFile(messages) } : session);
    }
    return writeSaz(whole, redactor.platform);
  }
  const texts: Uint8Array[] = [];
  for (const key of keys) {
    texts.push(
      textSession(
        await capture.raw(key, 'request', { ...(signal ? { signal } : {}) }),
        await capture.raw(key, 'response', { ...(signal ? { signal } : {}) }),
      ),
    );
  }
  return concat(separated(texts));
}

function proseOf({ name, language, signal }: CaptureCopy): MarkdownOptions {
  return { name, language, ...(signal ? { signal } : {}) };
}

const creator = { name: 'Edge Sync Inspector', version: '1.0' };

function textSession(request: Uint8Array, response: Uint8Array): Uint8Array {
  return response.length === 0 ? request : concat([request, utf8.encode('\r\n'), response]);
}

/** Sessions of Fiddler's text export: an empty line, 66 dashes and an empty line after each when there are several. */
function separated(texts: readonly Uint8Array[]): Uint8Array[] {
  const line = utf8.encode(`\r\n\r\n${'-'.repeat(66)}\r\n\r\n`);
  return texts.length < 2 ? [...texts] : texts.flatMap((text) => [text, line]);
}

/** Recorded WebSocket messages in Fiddler's form, each as one frame without a mask (RFC 6455, 5.2). */
export function webSocketFile(messages: readonly WebSocketMessage[]): Uint8Array {
  return concat(
    messages.flatMap(({ index, direction, time, opcode, bytes }) => {
      const frame = concat([frameHead(opcode < 0 ? 1 : opcode, bytes.length), bytes]);
      const head = [
        `${direction === 'client' ? 'Request' : 'Response'}-Length: ${frame.length}`,
        `ID: ${index}`,
        'BitFlags: 0',
        ...(time === undefined ? [] : [`DoneRead: ${fiddlerTime(time, 0)}`]),
      ];
      return [utf8.encode(`${head.join('\r\n')}\r\n\r\n`), frame, utf8.encode('\r\n')];
    }),
  );
}

function frameHead(opcode: number, length: number): Uint8Array {
  const first = 0x80 | opcode;
  if (length < 126) return Uint8Array.of(first, length);
  if (length < 65536) return Uint8Array.of(first, 126, length >> 8, length & 255);
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  bytes[0] = first;
  bytes[1] = 127;
  view.setUint32(2, Math.floor(length / 2 ** 32));
  view.setUint32(6, length >>> 0);
  return bytes;
}
