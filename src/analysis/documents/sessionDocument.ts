import type { Capture, SessionPart } from '../../artifacts/capture/model';
import type { Place, Span, TextRange } from '../../artifacts/place';
import { SourceText } from '../../artifacts/sourceText';
import type { Platform } from '../../platform/platform';
import { missingBody } from '../capture/missingBody';
import { BodyContent } from '../capture/sessionContent';
import { allSecretsIn } from '../encodedSecrets';
import { type Secret, secretsIn, secretsInHeader } from '../masking';
import type { Words } from '../words';
import { ShownText } from './shownText';
import { syncLines } from './syncLines';

/** Bodies are shown up to this many bytes; the inspector has the rest. */
const bodyLimit = 4 * 1024 * 1024;

interface Piece {
  readonly part: SessionPart;
  readonly what: 'head' | 'body';
  /** Where the piece starts in the document before masking. */
  readonly at: number;
  readonly source: SourceText;
}

/** A session as one text: request and response, heads and decoded bodies, secrets masked. */
export interface SessionDocument {
  readonly text: ShownText;
  /** Request and response; spans lie in the text before masking. */
  readonly parts: readonly { readonly part: SessionPart; readonly title: string; readonly span: Span }[];
  /** Where evidence stands in this text; undefined when it is not in this session. */
  rangeOf(place: Place): TextRange | undefined;
}

/** Builds the text of a session. */
export async function sessionDocument(
  words: Words,
  platform: Platform,
  capture: Capture,
  key: number,
  signal?: AbortSignal,
): Promise<SessionDocument> {
  const detail = await capture.detail(key, { signal });
  const pieces: Piece[] = [];
  const parts: { part: SessionPart; title: string; span: Span }[] = [];
  const hidden: Secret[] = [];
  let text = '';
  const add = (part: SessionPart, what: Piece['what'], piece: string, secrets: readonly Secret[]) => {
    const at = text.length;
    pieces.push({ part, what, at, source: new SourceText(piece) });
    for (const { span, class: kind } of secrets) {
      hidden.push({ span: { start: at + span.start, end: at + span.end }, class: kind });
    }
    text += piece;
  };
  for (const part of ['request', 'response'] as const) {
    const start = text.length;
    const first = part === 'request' ? detail.requestLine : detail.statusLine;
    const headers = part === 'request' ? detail.requestHeaders : detail.responseHeaders;
    if (first || headers.length) addHead(add, part, first, headers);
    else text += words.t(part === 'request' ? 'analysis.requestMissing' : 'analysis.responseMissing');
    text += '\n';
    const body = await capture.body(key, part, { limit: bodyLimit, signal });
    if (body.bytes.length) {
      text += '\n';
      const { sync, text: read } = new BodyContent(body, part, platform);
      if (sync) add(part, 'body', syncLines(words, sync), []);
      else if (read !== undefined) add(part, 'body', read, allSecretsIn(read));
      else text += words.t('analysis.binaryBody', { bytes: body.bytes.length });
      text += '\n';
    } else if (body.omitted !== undefined || !body.complete) {
      text += `\n${missingBody(words, body)}\n`;
    }
    parts.push({ part, title: words.t(`analysis.part.${part}`), span: { start, end: text.length } });
    text += '\n';
  }
  const shown = new ShownText(words, new SourceText(text), hidden);
  return { text: shown, parts, rangeOf: (place) => rangeIn(shown, pieces, place) };
}

function addHead(
  add: (part: SessionPart, what: 'head', original: string, secrets: readonly Secret[]) => void,
  part: SessionPart,
  first: string,
  headers: readonly { readonly name: string; readonly value: string }[],
): void {
  const secrets: Secret[] = [...secretsIn(first)];
  let head = first;
  for (const { name, value } of headers) {
    head += `\n${name}: `;
    const at = head.length;
    for (const secret of secretsInHeader(name, value)) {
      secrets.push({ span: { start: at + secret.span.start, end: at + secret.span.end }, class: secret.class });
    }
    head += value;
  }
  add(part, 'head', head, secrets);
}

function rangeIn(text: ShownText, pieces: readonly Piece[], place: Place): TextRange | undefined {
  const part: SessionPart = place.part === 'response' || place.part === 'sync' ? 'response' : 'request';
  const what = place.layers.length === 1 && place.layers[0] === 'head' ? 'head' : place.layers.length ? 'body' : 'head';
  const piece =
    pieces.find((one) => one.part === part && one.what === what) ??
    pieces.find((one) => one.part === part) ??
    pieces[0];
  if (!piece) return undefined;
  const { range } = place;
  const span =
    range && 'start' in range && piece.what === what
      ? { start: piece.source.offsetAt(range.start), end: piece.source.offsetAt(range.end) }
      : { start: 0, end: lineEnd(piece.source.text, 0) };
  const end = span.end > span.start ? span.end : lineEnd(piece.source.text, span.start);
  return text.rangeOf({ start: piece.at + span.start, end: piece.at + end });
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
