import type { Place, Span } from '../../artifacts/place';
import type { EnumValue } from '../../decoders/syncMessage/model';
import type { Claim } from '../../decoders/token/model';
import type { Value } from '../match/compare';
import type { Row } from '../match/rows';
import type { SessionReader } from './sessionReader';

/** A value of a session with the place of a match in it. */
export interface SessionValue extends Value {
  readonly place: (match: Span) => Place;
  /** Evidence text, where the value itself must not or need not be told. */
  readonly shown?: () => string;
}

/** What must be loaded before a row can be answered. */
export type Need = 'list' | 'head' | 'tls' | 'request-body' | 'response-body';

export function needOf(row: Row): Need {
  switch (row.area) {
    case 'request.host':
    case 'request.url':
    case 'response.status':
    case 'connect.status':
    case 'net.error':
    case 'sequence':
    case 'timing':
      return 'list';
    case 'tls.version':
    case 'tls.issuer':
      return 'tls';
    case 'request.body':
    case 'request.json':
      return 'request-body';
    case 'response.text':
    case 'response.json':
    case 'sync.error_code':
    case 'sync.action':
    case 'sync.entry_response':
      return 'response-body';
    default:
      return 'head';
  }
}

/** Values of headers whose content is a secret. */
const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-ms-refreshtokencredential',
  'sync-token',
]);

/** Every value of a session that a row names; what it needs must be loaded. */
export function sessionValues(reader: SessionReader, row: Row): readonly SessionValue[] {
  const { session } = reader;
  if (row.area === 'request.host') {
    return [{ text: session.host, place: () => reader.firstLine('request'), shown: () => reader.words }];
  }
  if (row.area === 'connect.status') return session.isTunnel && !isAnswerLost(reader) ? [statusValue(reader)] : [];
  if (row.area.startsWith('tls.')) return tlsValues(reader, row);
  if (session.isTunnel) return [];
  switch (row.area) {
    case 'request.url': {
      const start = session.method.length + 1;
      const place = () => reader.firstLine('request', { start, end: start + session.url.length });
      return [{ text: session.url, place, shown: () => reader.words }];
    }
    case 'response.status':
      return isAnswerLost(reader) ? [] : [statusValue(reader)];
    case 'net.error':
      if (!session.netError) return [];
      return [
        {
          text: session.netError,
          place: () => reader.firstLine('response'),
          shown: () => `${reader.words}: ${session.netError}`,
        },
      ];
    case 'request.header':
      return headerValues(reader, 'request', row.name);
    case 'response.header':
      return headerValues(reader, 'response', row.name);
    case 'token.claim':
    case 'token.claims':
      return claimValues(reader, row);
    case 'request.body':
      return bodyValues(reader, 'request');
    case 'response.text':
      return [...bodyValues(reader, 'response'), ...aroundValues(reader)];
    case 'request.json':
      return jsonValues(reader, 'request', row.name);
    case 'response.json':
      return jsonValues(reader, 'response', row.name);
    case 'sync.error_code':
    case 'sync.action':
    case 'sync.entry_response':
      return syncValues(reader, row.area);
    default:
      return [];
  }
}

/** Problems of an archive that lost entries: an answer that is not there may have been there. */
const lossy = /^(zip-(directory|entry|crc|size|limit)|saz-(recovered|entry|too-many))/;

/** True when the file, not the server, owes the answer: an encrypted or damaged archive says nothing about the network. */
function isAnswerLost({ session, capture }: SessionReader): boolean {
  if (!session.gaps || session.status !== 0) return false;
  if (session.gaps.includes('encrypted')) return true;
  return session.gaps.includes('response') && capture.problems.some((problem) => lossy.test(problem.code));
}

function statusValue(reader: SessionReader): SessionValue {
  const { session } = reader;
  const answer = session.status === 0 ? '0' : `${session.status} ${session.reason}`.trim();
  return {
    text: String(session.status),
    place: () => reader.firstLine('response'),
    shown: () => `${reader.words}: ${answer}`,
  };
}

function headerValues(reader: SessionReader, part: 'request' | 'response', name: string): readonly SessionValue[] {
  return reader.headers(part, name).map((header) => ({
    text: header.value,
    label: header.name,
    place: () => reader.headerPlace(part, header),
    shown: secretHeaders.has(header.name.toLowerCase()) ? () => maskedHeader(header.name, header.value) : undefined,
  }));
}

function maskedHeader(name: string, value: string): string {
  const scheme = /^(\S+)\s+\S/.exec(value)?.[1];
  return `${name}: ${scheme ? `${scheme} ` : ''}•••••• (${value.length})`;
}

function claimValues(reader: SessionReader, row: Row): readonly SessionValue[] {
  const { token } = reader;
  const header = reader.headers('request', 'Authorization')[0];
  if (!token || !header) return [];
  const place = (): Place => ({ ...reader.headerPlace('request', header), part: 'token' });
  if (row.area === 'token.claims') {
    const has = row.members.every((name) => token.claims.some((claim) => claim.name === name));
    return has ? [{ text: row.members.join(', '), place, shown: () => row.members.join(', ') }] : [];
  }
  const found = token.claims.filter((claim) => row.name === '*' || claim.name === row.name);
  return found.flatMap((claim) => claimTexts(claim).map((text) => ({ text, label: claim.name, place })));
}

function claimTexts(claim: Claim): readonly string[] {
  if (Array.isArray(claim.value)) return claim.value.map(String);
  return [typeof claim.value === 'string' ? claim.value : claim.text];
}

function bodyValues(reader: SessionReader, part: 'request' | 'response'): readonly SessionValue[] {
  const body = reader.body(part);
  if (!body?.source.text) return [];
  return [
    {
      text: body.source.text,
      isLong: true,
      span: { start: 0, end: 0 },
      place: (match) => reader.bodyPlace(part, match),
    },
  ];
}

/** The request URL and the Location header belong to the text of the answer: errors of sign-in travel in them. */
function aroundValues(reader: SessionReader): readonly SessionValue[] {
  const url = decoded(reader.session.url);
  const locations = reader.headers('response', 'Location');
  return [
    { text: url, isLong: true, place: () => reader.firstLine('request') },
    ...locations.map((header) => ({
      text: decoded(header.value),
      isLong: true,
      place: () => reader.headerPlace('response', header),
    })),
  ];
}

function decoded(text: string): string {
  return text
    .replace(/\+/g, ' ')
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Keys whose value is a secret or fills pages: only their presence and length are told. */
const silentKeys = new Set(['serializedpublishinglicense', 'key', 'access_token', 'refresh_token', 'id_token']);

function jsonValues(reader: SessionReader, part: 'request' | 'response', key: string): readonly SessionValue[] {
  const object = reader.json(part);
  const body = reader.body(part);
  if (!object || !body || !Object.hasOwn(object, key)) return [];
  const value = object[key];
  // Services write null for what they do not give.
  if (value === null) return [];
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const span = memberSpan(body.source.text, key);
  return [
    {
      text,
      list: Array.isArray(value) ? value : undefined,
      label: key,
      place: () => reader.bodyPlace(part, span),
      shown: silentKeys.has(key.toLowerCase()) ? () => `${key}: •••••• (${text.length})` : undefined,
    },
  ];
}

/** Span of a member's value in JSON text: a scalar as a whole, of an object or array the opening mark. */
function memberSpan(text: string, key: string): Span {
  const at = new RegExp(`"${key.replace(/[^\w]/g, '\\$&')}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*"|[^,}\\]\\s]+)`).exec(text);
  if (!at) return { start: 0, end: 0 };
  const end = at.index + at[0].length;
  return { start: end - (at[1]?.length ?? 0), end };
}

function syncValues(reader: SessionReader, area: string): readonly SessionValue[] {
  const message = reader.sync('response');
  if (!message) return [];
  const found: EnumValue[] = [];
  if (area === 'sync.error_code') {
    if (message.errorCode?.explicit) found.push(message.errorCode);
    if (message.errorType) found.push(message.errorType);
  } else if (area === 'sync.action') {
    if (message.action?.explicit) found.push(message.action);
  } else {
    found.push(...message.entryResponses.map((entry) => entry.type));
  }
  const label = area.slice('sync.'.length);
  const place = (): Place => ({
    ...reader.bodyPlace('response', { start: 0, end: 0 }),
    part: 'sync',
    range: undefined,
  });
  const seen = new Set<number>();
  return found.flatMap((value) => {
    if (seen.has(value.number)) return [];
    seen.add(value.number);
    const shown = (): string => `${label}: ${value.name} (${value.number})`;
    // Rows may name the value or give its number.
    return [
      { text: value.name, place, shown },
      { text: String(value.number), place, shown },
    ];
  });
}

function tlsValues(reader: SessionReader, row: Row): readonly SessionValue[] {
  if (row.area === 'tls.issuer') {
    const issuer = reader.certificates[0]?.issuer;
    if (!issuer) return [];
    return [{ text: issuer, label: 'issuer', place: () => reader.firstLine('response') }];
  }
  const version = tlsVersion(reader);
  if (!version) return [];
  return [
    {
      text: version,
      label: 'TLS',
      place: () => reader.firstLine('response'),
      shown: () => `${reader.words}: TLS ${version}`,
    },
  ];
}

/** TLS version of a tunnel as 1.0 to 1.3 (SSL 2 and 3 as 0.2 and 0.3); undefined when it is not told. */
export function tlsVersion(reader: SessionReader): string | undefined {
  const flags = reader.detail?.flags ?? [];
  for (const flag of flags) {
    if (!/^(https-server-version|_?tlsversion|_?securityprotocol|_?securitydetails|tls)/i.test(flag.name)) continue;
    const version = normalizedTls(flag.value);
    if (version) return version;
  }
  const prose = reader.body('response')?.source.text ?? '';
  return normalizedTls(/(?:Secure Protocol|Protocol|Version):\s*([^\r\n]+)/i.exec(prose)?.[1] ?? '');
}

function normalizedTls(text: string): string | undefined {
  const ssl = /ssl\s*v?([23])/i.exec(text);
  if (ssl) return `0.${ssl[1]}`;
  const tls = /tls(?:\s*v?\s*1[._]?([0-3])|\b)/i.exec(text);
  if (tls) return `1.${tls[1] ?? 0}`;
  const wire = /\b3\.([1-4])\b/.exec(text);
  return wire ? `1.${Number(wire[1]) - 1}` : undefined;
}
