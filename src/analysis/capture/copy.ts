import type { Capture } from '../../artifacts/capture/model';
import { MaskedText, type Secret, secretsIn, secretsInHeader, secretsInUrl } from '../masking';
import type { Params } from '../protocol';
import { chipText } from '../secrets';
import type { Words } from '../words';
import type { SessionContent } from './sessionContent';

type Format = Params<'copySessions'>['format'];

/** Headers that a repeated request must not carry over. */
const hopByHop = /^(host|content-length|connection|proxy-connection|transfer-encoding|accept-encoding)$/i;

/** Sessions as text for the clipboard; secrets are masked in every form. */
export function copyText(words: Words, _capture: Capture, contents: readonly SessionContent[], format: Format): string {
  const masker = new Masker(words);
  switch (format) {
    case 'url':
      return contents.map(({ session }) => masker.url(session.url)).join('\n');
    case 'text':
      return contents.map((content) => line(masker, content)).join('\n');
    case 'curl':
      return contents.map((content) => curl(masker, content)).join('\n\n');
    case 'powershell':
      return contents.map((content) => powershell(masker, content)).join('\n\n');
    case 'har':
      return `${JSON.stringify(
        contents.map((content) => harEntry(masker, content)),
        null,
        2,
      )}\n`;
    case 'raw':
      return contents.map((content) => raw(masker, content)).join('\n\n');
  }
}

class Masker {
  constructor(private readonly words: Words) {}

  url(url: string): string {
    return this.apply(url, secretsInUrl(url));
  }

  header(name: string, value: string): string {
    return this.apply(value, secretsInHeader(name, value));
  }

  text(text: string): string {
    return this.apply(text, secretsIn(text));
  }

  private apply(text: string, secrets: readonly Secret[]): string {
    return new MaskedText(text, secrets, ({ class: name, span }) =>
      chipText(this.words.t(`analysis.mask.${name}`), span.end - span.start),
    ).text;
  }
}

function line(masker: Masker, { session }: SessionContent): string {
  const time = session.duration === undefined ? '' : String(Math.round(session.duration));
  return [
    session.sid,
    session.status || '-',
    session.method,
    masker.url(session.url),
    session.responseBytes,
    time,
  ].join('\t');
}

/** Single quotes for POSIX shells: nothing inside is interpreted. */
function shellQuote(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Single quotes for PowerShell; its typographic quotes end a string too and are doubled as well. */
function powershellQuote(value: string): string {
  return `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

function curl(masker: Masker, { session, detail, request }: SessionContent): string {
  const parts = [`curl -X ${shellQuote(session.method)} ${shellQuote(masker.url(session.url))}`];
  for (const { name, value } of detail.requestHeaders) {
    if (!hopByHop.test(name)) parts.push(`-H ${shellQuote(`${name}: ${masker.header(name, value)}`)}`);
  }
  if (request.text) parts.push(`--data-raw ${shellQuote(masker.text(request.text))}`);
  return parts.join(' \\\n  ');
}

function powershell(masker: Masker, { session, detail, request }: SessionContent): string {
  const headers = detail.requestHeaders
    .filter(({ name }) => !hopByHop.test(name) && !/^(user-agent|content-type)$/i.test(name))
    .map(({ name, value }) => `  ${powershellQuote(name)} = ${powershellQuote(masker.header(name, value))}`);
  const parts = [
    `Invoke-WebRequest -Uri ${powershellQuote(masker.url(session.url))} -Method ${powershellQuote(session.method)}`,
  ];
  if (headers.length) parts.push(`-Headers @{\n${headers.join('\n')}\n}`);
  const type = detail.requestHeaders.find(({ name }) => /^content-type$/i.test(name));
  if (type) parts.push(`-ContentType ${powershellQuote(type.value)}`);
  if (request.text) parts.push(`-Body ${powershellQuote(masker.text(request.text))}`);
  return parts.join(' ');
}

function harEntry(masker: Masker, { session, detail, request, response }: SessionContent) {
  const headers = (list: readonly { readonly name: string; readonly value: string }[]) =>
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

function raw(masker: Masker, { detail, request, response }: SessionContent): string {
  const head = (first: string, list: readonly { readonly name: string; readonly value: string }[]) =>
    [masker.text(first), ...list.map(({ name, value }) => `${name}: ${masker.header(name, value)}`)].join('\r\n');
  const body = (text: string | undefined) => (text ? `\r\n\r\n${masker.text(text)}` : '\r\n\r\n');
  return `${head(detail.requestLine, detail.requestHeaders)}${body(request.text)}\r\n${head(detail.statusLine, detail.responseHeaders)}${body(response.text)}`;
}
