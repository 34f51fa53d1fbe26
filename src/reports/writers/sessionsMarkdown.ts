import { bodyText } from '../../artifacts/capture/http';
import type { Body, Capture, Header, SessionDetail, WebSocketMessage } from '../../artifacts/capture/model';
import { isBinary } from '../../artifacts/decodeText';
import { type Language, type MessageArgs, type MessageKey, message, text } from '../../text';
import { codeSpan, escapeMarkdown } from '../markdownText';
import { type HarSession, momentText, readHarSession } from './har';

export interface MarkdownOptions {
  readonly language: Language;
  /** Name of the capture, for the title. */
  readonly name: string;
  readonly signal?: AbortSignal;
  /** Changes a session before it is written, for redacted exports. */
  readonly change?: (session: HarSession) => HarSession | Promise<HarSession>;
}

/** As many characters of a body are written. */
const bodyLimit = 64 * 1024;
/** As many messages of a WebSocket. */
const messageLimit = 200;

/** Sessions of a capture as Markdown: first lines, headers and text bodies as code. Rejects only when aborted. */
export async function writeSessionsMarkdown(
  capture: Capture,
  keys: readonly number[],
  options: MarkdownOptions,
): Promise<Uint8Array> {
  const writer = new SessionWriter(options.language);
  const pieces = [
    `# ${escapeMarkdown(options.name)}\n`,
    `${writer.t('reports.sessions.count', { count: keys.length })}\n`,
  ];
  for (const key of keys) {
    options.signal?.throwIfAborted();
    const read = await readHarSession(capture, key, options.signal);
    pieces.push(writer.session(options.change ? await options.change(read) : read));
  }
  return new TextEncoder().encode(pieces.join('\n'));
}

class SessionWriter {
  constructor(private readonly language: Language) {}

  t(key: MessageKey, args?: MessageArgs): string {
    return text(message(key, args), this.language);
  }

  session({ detail, request, response, webSocket }: HarSession): string {
    const { session, requestLine, statusLine, requestHeaders, responseHeaders } = detail;
    const result = session.status ? `${session.status} ${session.reason}`.trim() : this.t('analysis.noAnswer');
    return [
      `## #${session.sid} ${escapeMarkdown(session.method)} ${escapeMarkdown(session.host)}: ${escapeMarkdown(result)}\n`,
      this.facts(detail),
      `### ${this.t('analysis.part.request')}\n`,
      fenced(head(requestLine, requestHeaders), 'http'),
      this.body(request),
      `### ${this.t('analysis.part.response')}\n`,
      statusLine || responseHeaders.length
        ? fenced(head(statusLine, responseHeaders), 'http')
        : `${this.t('analysis.responseMissing').replace(/[[\]]/g, '')}\n`,
      this.body(response),
      this.messages(webSocket),
    ]
      .filter(Boolean)
      .join('\n');
  }

  private facts({ session }: SessionDetail): string {
    const facts: [MessageKey, string][] = [
      ['analysis.fact.url', session.url],
      ['analysis.fact.started', session.started === undefined ? '' : momentText(session.started, session.offset)],
      ['analysis.fact.duration', session.duration === undefined ? '' : `${Math.round(session.duration)} ms`],
      ['analysis.fact.netError', session.netError],
      ['analysis.fact.server', session.serverIp],
      ['analysis.fact.process', session.process],
      ['analysis.fact.comment', session.comment],
    ];
    return facts
      .filter(([, value]) => value)
      .map(([name, value]) => `- ${this.t(name)}: ${codeSpan(value)}\n`)
      .join('');
  }

  private body(body: Body): string {
    const { bytes, omitted, complete, contentType } = body;
    if (bytes.length === 0) {
      return omitted === undefined && complete ? '' : `${this.t('capture.bodyNotRecorded')}\n`;
    }
    if (isBinary(bytes.subarray(0, 4096))) {
      return `${this.t('reports.sessions.binary', { bytes: bytes.length, type: contentType || '-' })}\n`;
    }
    const whole = bodyText(body);
    const shown = fenced(whole.slice(0, bodyLimit), languageOf(contentType));
    return whole.length > bodyLimit ? `${shown}\n${this.t('reports.sessions.cut', { count: bodyLimit })}\n` : shown;
  }

  private messages(messages: readonly WebSocketMessage[]): string {
    if (messages.length === 0) return '';
    const lines = messages.slice(0, messageLimit).map(({ direction, opcode, bytes }) => {
      const arrow = direction === 'client' ? '>' : '<';
      const content = opcode === 1 ? new TextDecoder().decode(bytes).slice(0, 2000) : `[${bytes.length} B]`;
      return `${arrow} ${content.replace(/\r?\n/g, ' ')}`;
    });
    const cut =
      messages.length > messageLimit ? `${this.t('reports.sessions.messagesCut', { count: messageLimit })}\n` : '';
    return [`### ${this.t('analysis.tab.messages')}\n`, fenced(lines.join('\n'), ''), cut].filter(Boolean).join('\n');
  }
}

function head(first: string, headers: readonly Header[]): string {
  return [first, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}

function languageOf(contentType: string): string {
  return /json/i.test(contentType)
    ? 'json'
    : /xml/i.test(contentType)
      ? 'xml'
      : /html/i.test(contentType)
        ? 'html'
        : '';
}

/** Code that nothing inside can end; controls and direction marks are taken out. */
function fenced(content: string, language: string): string {
  const clean = content
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .trimEnd();
  const longest = Math.max(2, ...Array.from(clean.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${clean}\n${fence}\n`;
}
