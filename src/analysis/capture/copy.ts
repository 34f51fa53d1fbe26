import type { Header, Session } from '../../artifacts/capture/model';
import type { Params } from '../protocol';
import { copyLimit } from '../protocol';
import type { Words } from '../words';
import { curl, powershell } from './copyCommands';
import { CopyMasker } from './copyMasker';
import type { SessionContent } from './sessionContent';

type Format = Params<'copySessions'>['format'];
type Read = (key: number) => Promise<SessionContent>;

/**
 * Sessions as text for the clipboard, in the order given; secrets are masked in every form. Lists of lines and
 * addresses hold all sessions, forms with bodies the first {@link copyLimit}.
 */
export async function copyText(
  words: Words,
  sessions: readonly Session[],
  read: Read,
  format: Format,
  signal?: AbortSignal,
): Promise<string> {
  const masker = new CopyMasker(words);
  if (format === 'url') return sessions.map(({ url }) => oneLine(masker.url(url))).join('\n');
  if (format === 'text') return sessions.map((session) => line(masker, session)).join('\n');
  const texts: string[] = [];
  const entries: unknown[] = [];
  for (const { key } of sessions.slice(0, copyLimit)) {
    signal?.throwIfAborted();
    const content = await read(key);
    if (format === 'har') entries.push(harEntry(masker, content));
    else if (format === 'curl') texts.push(curl(words, masker, content));
    else if (format === 'powershell') texts.push(powershell(words, masker, content));
    else texts.push(raw(masker, content));
  }
  return format === 'har' ? `${JSON.stringify(entries, null, 2)}\n` : texts.join('\n\n');
}

/** One row of a table for a spreadsheet: no cell can break out of its line or be taken for a formula. */
function line(masker: CopyMasker, session: Session): string {
  const time = session.duration === undefined ? '' : String(Math.round(session.duration));
  return [
    session.sid,
    session.status || '-',
    cell(session.method),
    cell(masker.url(session.url)),
    session.responseBytes < 0 ? '' : session.responseBytes,
    time,
  ].join('\t');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function cell(text: string): string {
  const flat = oneLine(text);
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

function harEntry(masker: CopyMasker, { session, detail, request, response }: SessionContent) {
  const headers = (list: readonly Header[]) =>
    list.map(({ name, value }) => ({ name, value: masker.header(name, value) }));
  return {
    startedDateTime: session.started === undefined ? null : new Date(session.started).toISOString(),
    time: session.duration ?? -1,
    request: {
      method: session.method,
      url: masker.url(session.url),
      httpVersion: session.protocol,
      headers: headers(detail.requestHeaders),
      cookies: [],
      queryString: [],
      headersSize: -1,
      bodySize: session.requestBytes,
      ...(request.text ? { postData: { mimeType: request.body.contentType, text: masker.text(request.text) } } : {}),
    },
    response: {
      status: session.status,
      statusText: session.reason,
      httpVersion: session.protocol,
      headers: headers(detail.responseHeaders),
      cookies: [],
      redirectURL: '',
      headersSize: -1,
      bodySize: session.responseBytes,
      content: {
        size: response.body.bytes.length,
        mimeType: session.contentType,
        ...(response.text === undefined ? {} : { text: masker.text(response.text) }),
      },
    },
    cache: {},
    timings: {
      send: 0,
      wait: session.waiting ?? 0,
      receive: Math.max(0, (session.duration ?? 0) - (session.waiting ?? 0)),
    },
  };
}

function raw(masker: CopyMasker, { detail, request, response }: SessionContent): string {
  const head = (first: string, list: readonly Header[]) =>
    [masker.text(first), ...list.map(({ name, value }) => `${name}: ${masker.header(name, value)}`)].join('\r\n');
  const body = (text: string | undefined) => (text ? `\r\n\r\n${masker.text(text)}` : '\r\n\r\n');
  return `${head(detail.requestLine, detail.requestHeaders)}${body(request.text)}\r\n${head(detail.statusLine, detail.responseHeaders)}${body(response.text)}`;
}
