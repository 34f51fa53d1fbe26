import { type Message, message } from '../../../text';
import type { Session, SessionGap } from '../model';
import type { RequestGlance, ResponseGlance } from './glance';
import type { SessionFiles } from './layout';
import { bit } from './metadata';
import { noRowMetadata, type RowMetadata } from './rowMetadata';
import { SharedTexts } from './sharedTexts';
import { type FiddlerTime, parseFiddlerTime } from './time';

/** All that is known for one row. A glance is undefined where the file is missing, empty or not readable. */
export interface RowParts {
  readonly files: SessionFiles;
  readonly request: RequestGlance | undefined;
  readonly response: ResponseGlance | undefined;
  readonly metadata: RowMetadata | undefined;
  /** True when parts are encrypted and no password is known. */
  readonly isLocked: boolean;
}

const texts = new SharedTexts();

/** Builds the row of one session. */
export function makeRow(parts: RowParts): Session {
  const { files, request, response } = parts;
  const metadata = parts.metadata ?? noRowMetadata;
  const { bits } = metadata;
  const method = request?.method ?? '';
  const isTunnel = method === 'CONNECT';
  const address = request ? resolve(request, bits) : { url: '', host: '', path: '' };
  const began = timer(metadata.clientBeginRequest) ?? timer(metadata.clientConnected);
  const done = timer(metadata.clientDoneResponse);
  const took = began && done && done.time >= began.time ? roundTo100ns(done.time - began.time) : undefined;
  const answered = timer(metadata.serverBeginResponse) ?? timer(metadata.clientBeginResponse);
  const waited =
    began && answered && answered.time >= began.time ? roundTo100ns(answered.time - began.time) : undefined;
  const process = splitProcess(metadata.processInfo ?? '');
  const status = response?.status ?? 0;
  const isFiddlerAnswer =
    (bits & bit.responseByFiddler) !== 0 ||
    metadata.autoResponder !== undefined ||
    /^Fiddler - /.test(response?.reason ?? '');
  const comment = metadata.comments ?? '';
  const egress = Number(metadata.bytesEgress ?? Number.NaN);
  const ingress = Number(metadata.bytesIngress ?? Number.NaN);
  const sid = Number(metadata.sid ?? Number.NaN);
  const gaps = gapsOf(parts);
  const byCaptureTool = isFiddlerAnswer && !(isTunnel && status === 200);
  const note = noteOf(parts, byCaptureTool, metadata);
  const session: Session = {
    key: files.key,
    sid: Number.isSafeInteger(sid) ? sid : files.key,
    method: texts.of(method),
    url: address.url,
    host: texts.of(address.host),
    path: address.path,
    status,
    reason: response?.reason ?? '',
    protocol: texts.of(request?.protocol || (response?.protocol ?? '')),
    contentType: response?.contentType ?? '',
    requestBytes: isTunnel ? counter(egress) : bodyLength(files.request, request?.headLength),
    responseBytes: isTunnel ? counter(ingress) : bodyLength(files.response, response?.headLength),
    process: texts.of(process.name),
    processId: process.id,
    serverIp: texts.of(plainAddress(metadata.hostIp ?? '')),
    clientPort: portOf(metadata.clientPort),
    started: began?.time,
    offset: began?.offset,
    duration: took,
    waiting: waited,
    comment: /^\[#\d+\]$/.test(comment) ? '' : texts.of(comment),
    color: texts.of(metadata.backColor || metadata.color || ''),
    isTunnel,
    isBlindTunnel:
      isTunnel &&
      ((bits & bit.isBlindTunnel) !== 0 || (response?.prose.startsWith('This is a CONNECT tunnel') ?? false)),
    isWebSocket: ((bits & bit.isWebSocket) !== 0 && !isTunnel) || files.webSocket !== undefined,
    fromCache: (bits & bit.servedFromCache) !== 0,
    aborted: metadata.aborted?.toLowerCase() === 'true',
    byCaptureTool,
    netError: '',
  };
  // Nearly all rows have neither; those are made in one piece.
  const isCut = isCutAnswer(session, response, bits);
  if (!note && !isCut && gaps.length === 0) return session;
  return {
    ...session,
    ...(note ? { note } : {}),
    ...(isCut ? { isCut: true } : {}),
    ...(gaps.length > 0 ? { gaps } : {}),
  };
}

/** Dropped on purpose (BitFlags), or shorter than stated; a length in front of chunks does not count (RFC 9112, 6.3). */
function isCutAnswer(session: Session, response: ResponseGlance | undefined, bits: number): boolean {
  const { isTunnel, method, status, responseBytes } = session;
  if (!response || isTunnel || method === 'HEAD' || status === 204 || status === 304) return false;
  if ((bits & bit.responseBodyDropped) !== 0 && responseBytes === 0) return true;
  return response.statedLength !== undefined && responseBytes >= 0 && responseBytes < response.statedLength;
}

function timer(value: string | undefined): FiddlerTime | undefined {
  return value === undefined ? undefined : parseFiddlerTime(value);
}

/** Differences of large numbers carry noise below the file's own resolution of 100 ns. */
export function roundTo100ns(milliseconds: number): number {
  return Math.round(milliseconds * 10_000) / 10_000;
}

function counter(value: number): number {
  return Number.isSafeInteger(value) && value >= 0 ? value : -1;
}

function bodyLength(entry: SessionFiles['request'], headLength: number | undefined): number {
  if (!entry) return -1;
  if (entry.size === 0) return 0;
  return headLength === undefined || headLength < 0 || entry.cut ? -1 : Math.max(0, entry.size - headLength);
}

interface Address {
  readonly url: string;
  readonly host: string;
  readonly path: string;
}

/** Absolute URL of a request. Origin form takes the scheme of the IsHTTPS bit and the host of the Host header. */
function resolve(request: RequestGlance, bits: number): Address {
  const { method, target } = request;
  if (method === 'CONNECT') return { url: target, host: withoutPort(target), path: '' };
  const schemeEnd = target.indexOf('://');
  const isAbsolute = schemeEnd > 0 && schemeEnd < 12;
  if (!isAbsolute && request.hostHeader === '') return { url: target, host: '', path: target };
  const isHttps = (bits & bit.isHttps) !== 0 || request.hostHeader.endsWith(':443');
  const scheme = isHttps ? 'https' : (bits & bit.isFtp) !== 0 ? 'ftp' : 'http';
  const url = isAbsolute ? target : `${scheme}://${request.hostHeader}${target.startsWith('/') ? '' : '/'}${target}`;
  const authorityStart = isAbsolute ? schemeEnd + 3 : scheme.length + 3;
  let authorityEnd = authorityStart;
  for (; authorityEnd < url.length; authorityEnd++) {
    const unit = url.charCodeAt(authorityEnd);
    if (unit === 47 || unit === 63 || unit === 35) break;
  }
  const authority = url.slice(authorityStart, authorityEnd);
  return { url, host: withoutPort(authority.slice(authority.lastIndexOf('@') + 1)), path: url.slice(authorityEnd) };
}

function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':');
  const isPort = colon > 0 && !authority.endsWith(']') && authority.indexOf(':') === colon;
  const isBracketed = authority.startsWith('[') && colon > authority.indexOf(']');
  return (isPort || isBracketed ? authority.slice(0, colon) : authority).toLowerCase();
}

/** `msedge:12140` is name and process id; the id may be missing. */
function splitProcess(text: string): { readonly name: string; readonly id: number | undefined } {
  const colon = text.lastIndexOf(':');
  const id = colon < 0 ? '' : text.slice(colon + 1);
  if (colon < 0 || !/^\d+$/.test(id))
    return { name: colon >= 0 && id === '' ? text.slice(0, colon) : text, id: undefined };
  return { name: text.slice(0, colon), id: Number(id) };
}

function plainAddress(address: string): string {
  return address.toLowerCase().startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function portOf(text: string | undefined): number | undefined {
  const port = Number(text ?? '');
  return Number.isInteger(port) && port > 0 && port <= 65535 ? port : undefined;
}

function gapsOf({ files, request, response, metadata, isLocked }: RowParts): SessionGap[] {
  const gaps: SessionGap[] = [];
  if (isLocked) gaps.push('encrypted');
  if (!request && !(isLocked && files.request)) gaps.push('request');
  if (!response && !(isLocked && files.response)) gaps.push('response');
  if (!metadata && !(isLocked && files.metadata)) gaps.push('metadata');
  return gaps;
}

function noteOf(parts: RowParts, byCaptureTool: boolean, metadata: RowMetadata): Message | undefined {
  const { files, request, response, isLocked } = parts;
  if (isLocked) return undefined;
  if (!request) return message('capture.sazNoRequest', { key: String(files.key) });
  if (!response) return message('capture.sazNoResponse', { key: String(files.key) });
  return byCaptureTool ? fiddlerNote(response, metadata) : undefined;
}

/** What an answer that Fiddler wrote means. The text is in the language of its system, so status and code decide. */
function fiddlerNote(response: ResponseGlance, metadata: RowMetadata): Message {
  if (metadata.autoResponder !== undefined || metadata.repliedWithFile !== undefined)
    return message('capture.fiddlerReplay');
  const { status, reason, prose } = response;
  if (status === 502 && /DNS/i.test(reason)) return message('capture.fiddlerDns');
  if (status === 502) {
    const match = /(\w+)\s*\((0x[0-9a-f]+)\)/i.exec(prose);
    if (match) return message('capture.fiddlerConnectionCode', { name: match[1] ?? '', code: match[2] ?? '' });
    return message('capture.fiddlerConnection');
  }
  if (status === 504) return message('capture.fiddlerReceive');
  return message(status === 408 ? 'capture.fiddlerRequest' : 'capture.fiddlerAnswer');
}
