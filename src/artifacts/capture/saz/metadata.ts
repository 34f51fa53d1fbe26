/** Attributes of one element, as written. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** What `_m.xml` says. */
export interface Metadata {
  /** Attributes of the root: SID, BitFlags, Aborted. */
  readonly session: readonly Attribute[];
  readonly timers: readonly Attribute[];
  readonly pipe: readonly Attribute[];
  /** Byte counters of a tunnel. */
  readonly tunnel: readonly Attribute[];
  /** Session flags in order; names as written. */
  readonly flags: readonly Attribute[];
  /** Text of `CertificateChainInfo`, which newer writers add; empty when absent. */
  readonly certificates: string;
  /** `doctype`: refused; `broken`: not well-formed, what could be read is here. */
  readonly state: 'whole' | 'broken' | 'doctype';
}

const none: readonly Attribute[] = [];

/** Metadata of a session that has none. */
export const noMetadata: Metadata = {
  session: none,
  timers: none,
  pipe: none,
  tunnel: none,
  flags: none,
  certificates: '',
  state: 'whole',
};

/**
 * Reads the metadata of one session: a flat list of elements with attributes, written by a serializer, so a scan over
 * the tags does. Unknown elements are passed over; a document type is refused, since it could define entities.
 */
export function scanMetadata(xml: string): Metadata {
  let session = none;
  let timers = none;
  let pipe = none;
  let tunnel = none;
  const flags: Attribute[] = [];
  let certificates = '';
  let isBroken = false;
  let isClosed = false;
  let at = xml.indexOf('<');
  while (at >= 0) {
    const first = xml.charCodeAt(at + 1);
    // Declaration, comment, document type, and closing tags carry nothing of ours.
    if (first === 33) {
      if (xml.startsWith('<!DOCTYPE', at)) return { ...noMetadata, state: 'doctype' };
      const end = xml.startsWith('<!--', at) ? xml.indexOf('-->', at + 4) : -1;
      if (end < 0) isBroken = true;
      at = end < 0 ? -1 : xml.indexOf('<', end);
      continue;
    }
    if (first === 63 || first === 47) {
      if (first === 47 && xml.startsWith('</Session>', at)) isClosed = true;
      at = xml.indexOf('<', at + 2);
      continue;
    }
    const tag = new Tag(xml, at);
    if (!tag.complete) {
      isBroken = true;
    }
    if (tag.name === 'SessionFlag') {
      const flag = flagOf(tag.attributes);
      if (flag) flags.push(flag);
    } else if (tag.name === 'SessionTimers') timers = tag.attributes;
    else if (tag.name === 'Session') {
      session = tag.attributes;
      isClosed ||= tag.isEmpty;
    } else if (tag.name === 'PipeInfo') pipe = tag.attributes;
    else if (tag.name === 'TunnelInfo') tunnel = tag.attributes;
    else if (tag.name === 'CertificateChainInfo' && !tag.isEmpty) {
      const end = xml.indexOf('</CertificateChainInfo>', tag.end);
      certificates = unescapeXml(end < 0 ? '' : xml.slice(tag.end, end)).trim();
    }
    at = tag.end < 0 ? -1 : xml.indexOf('<', tag.end);
  }
  const state = isBroken || !isClosed ? 'broken' : 'whole';
  return { session, timers, pipe, tunnel, flags, certificates, state };
}

function flagOf(attributes: readonly Attribute[]): Attribute | undefined {
  let name: string | undefined;
  let value = '';
  for (const attribute of attributes) {
    if (attribute.name === 'N') name = attribute.value;
    else if (attribute.name === 'V') value = attribute.value;
  }
  return name === undefined ? undefined : { name, value };
}

/** One start tag. */
class Tag {
  readonly name: string;
  readonly attributes: Attribute[] = [];
  /** Offset after the tag; -1 when the text ends inside it. */
  readonly end: number;
  readonly complete: boolean;
  readonly isEmpty: boolean;

  constructor(xml: string, start: number) {
    let at = start + 1;
    while (isNameUnit(xml.charCodeAt(at))) at++;
    this.name = xml.slice(start + 1, at);
    for (;;) {
      while (isBlank(xml.charCodeAt(at))) at++;
      const unit = xml.charCodeAt(at);
      if (unit === 62 || unit === 47 || Number.isNaN(unit)) break;
      const nameStart = at;
      while (isNameUnit(xml.charCodeAt(at))) at++;
      const nameEnd = at;
      while (isBlank(xml.charCodeAt(at))) at++;
      const quote = xml.charCodeAt(at) === 61 ? skipBlanks(xml, at + 1) : -1;
      const mark = quote < 0 ? '' : xml.charAt(quote);
      const valueEnd = mark === '"' || mark === "'" ? xml.indexOf(mark, quote + 1) : -1;
      if (nameEnd === nameStart || valueEnd < 0) {
        // Not an attribute: the tag is broken; go on with the next one.
        this.end = xml.indexOf('<', Math.max(at, start + 1));
        this.complete = false;
        this.isEmpty = true;
        return;
      }
      this.attributes.push({ name: xml.slice(nameStart, nameEnd), value: unescapeXml(xml.slice(quote + 1, valueEnd)) });
      at = valueEnd + 1;
    }
    this.isEmpty = xml.charCodeAt(at) === 47;
    const close = xml.indexOf('>', at);
    this.end = close < 0 ? -1 : close + 1;
    this.complete = close >= 0;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}

function isNameUnit(unit: number): boolean {
  if (unit > 127) return true;
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 45 && unit <= 58) || unit === 95;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undoes the five entities of XML and character references; others stay as they are. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Value of an attribute; names are compared without regard to case. */
export function attribute(attributes: readonly Attribute[], name: string): string | undefined {
  for (const candidate of attributes) {
    if (candidate.name === name) return candidate.value;
  }
  const wanted = name.toLowerCase();
  for (const candidate of attributes) {
    if (candidate.name.length === wanted.length && candidate.name.toLowerCase() === wanted) return candidate.value;
  }
  return undefined;
}

/** Fiddler's `SessionFlags` enumeration, as its `BitFlags` attribute holds it. */
export const bit = {
  isHttps: 0x1,
  isFtp: 0x2,
  clientPipeReused: 0x8,
  serverPipeReused: 0x10,
  responseStreamed: 0x40,
  requestByFiddler: 0x80,
  responseByFiddler: 0x100,
  sentToGateway: 0x800,
  isBlindTunnel: 0x1000,
  isDecryptingTunnel: 0x2000,
  servedFromCache: 0x4000,
  responseBodyDropped: 0x20000,
  isWebSocket: 0x40000,
  requestBodyDropped: 0x100000,
} as const;

/** BitFlags, which are hexadecimal without a prefix; derived from PipeInfo where they are absent or zero. */
export function bitFlags(metadata: Metadata): number {
  const written = Number.parseInt(attribute(metadata.session, 'BitFlags') ?? '', 16);
  if (written > 0) return written;
  const { pipe } = metadata;
  const isTrue = (name: string): boolean => attribute(pipe, name)?.toLowerCase() === 'true';
  return (
    (isTrue('CltReuse') ? bit.clientPipeReused : 0) |
    (isTrue('Reused') ? bit.serverPipeReused : 0) |
    (isTrue('Streamed') ? bit.responseStreamed : 0) |
    (isTrue('Forwarded') ? bit.sentToGateway : 0)
  );
}
