import { bodyText } from '../../artifacts/capture/http';
import type { Capture, SessionPart } from '../../artifacts/capture/model';
import type { Place, Span, TextRange } from '../../artifacts/place';
import { SourceText } from '../../artifacts/sourceText';
import { decodeSyncMessage } from '../../decoders/syncMessage';
import type { Platform } from '../../platform/platform';
import { missingBody } from '../capture/missingBody';
import { MaskedText, type Secret, secretsIn, secretsInHeader } from '../masking';
import { chipText } from '../secrets';
import type { Words } from '../words';
import { syncLines } from './syncLines';

/** Bodies are shown up to this many bytes; the inspector has the rest. */
const bodyLimit = 4 * 1024 * 1024;

interface Piece {
  readonly part: SessionPart;
  readonly what: 'head' | 'body';
  /** Where the piece starts in the document. */
  readonly at: number;
  readonly masked: MaskedText;
  /** The piece before masking, for positions. */
  readonly original: SourceText;
}

/** A session as one text: request and response, heads and decoded bodies, secrets masked. */
export interface SessionDocument {
  readonly text: string;
  readonly source: SourceText;
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
  const label = (secret: Secret) =>
    chipText(words.t(`analysis.mask.${secret.class}`), secret.span.end - secret.span.start);
  let text = '';
  const add = (part: SessionPart, what: Piece['what'], original: string, secrets: readonly Secret[]) => {
    const masked = new MaskedText(original, secrets, label);
    pieces.push({ part, what, at: text.length, masked, original: new SourceText(original) });
    text += masked.text;
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
      const sync = decodeSyncMessage(body.bytes, part, platform);
      const shown = sync.isDecoded ? syncLines(words, sync) : bodyText(body);
      if (shown === undefined) text += words.t('analysis.binaryBody', { bytes: body.bytes.length });
      else add(part, 'body', shown, sync.isDecoded ? [] : secretsIn(shown));
      text += '\n';
    } else if (body.omitted !== undefined || !body.complete) {
      text += `\n${missingBody(words, body)}\n`;
    }
    parts.push({ part, title: words.t(`analysis.part.${part}`), span: { start, end: text.length } });
    text += '\n';
  }
  const source = new SourceText(text);
  return { text, source, parts, rangeOf: (place) => rangeIn(source, pieces, place) };
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

function rangeIn(source: SourceText, pieces: readonly Piece[], place: Place): TextRange | undefined {
  const part: SessionPart = place.part === 'response' || place.part === 'sync' ? 'response' : 'request';
  const what = place.layers.length === 1 && place.layers[0] === 'head' ? 'head' : place.layers.length ? 'body' : 'head';
  const piece =
    pieces.find((one) => one.part === part && one.what === what) ??
    pieces.find((one) => one.part === part) ??
    pieces[0];
  if (!piece) return undefined;
  const lastLine = () => piece.original.text.indexOf('\n');
  const firstLineEnd = lastLine() < 0 ? piece.original.text.length : lastLine();
  const { range } = place;
  const span =
    range && 'start' in range && piece.what === what
      ? { start: piece.original.offsetAt(range.start), end: piece.original.offsetAt(range.end) }
      : { start: 0, end: firstLineEnd };
  const filled = span.end > span.start ? span : { start: span.start, end: lineEnd(piece.original.text, span.start) };
  const inside = piece.masked.spanToMasked(filled);
  return source.rangeOf({ start: piece.at + inside.start, end: piece.at + inside.end });
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
