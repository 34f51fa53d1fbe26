import { gunzipSync } from 'node:zlib';
import type { Artifact, PlainText } from '../../src/artifacts/artifact';
import type { Capture, Header, Session } from '../../src/artifacts/capture/model';
import type { DsregListing } from '../../src/artifacts/device/model';
import type { Dump, ProtocolEvent, Section, Stat } from '../../src/artifacts/dump/model';
import type { AadEvents, EdgeLog } from '../../src/artifacts/log/model';
import type { Span } from '../../src/artifacts/place';
import type { PolicyExport } from '../../src/artifacts/policy/model';
import type { PowershellOutput } from '../../src/artifacts/rms/model';
import type { SigninInternals } from '../../src/artifacts/signin/model';
import { SourceText } from '../../src/artifacts/sourceText';

/** Collects lines and remembers where each piece stands. */
class Writer {
  private text = '';
  private line = '';

  put(piece: string): Span {
    const start = this.text.length;
    this.text += piece;
    return { start, end: this.text.length };
  }

  end(): void {
    this.text += `${this.line}\n`;
  }

  get offset(): number {
    return this.text.length;
  }

  get source(): SourceText {
    return new SourceText(this.text);
  }
}

type Values = Readonly<Record<string, string | boolean | number | null>>;

export interface DumpParts {
  readonly id?: string;
  /** Section title to values by stat name; null = Uninitialized. A title of `?` stands for a cut one. */
  readonly sections?: Readonly<Record<string, Values>>;
  /** Data type to message. */
  readonly types?: Readonly<Record<string, string>>;
  readonly events?: readonly { readonly type: string; readonly details?: string; readonly proto?: unknown }[];
  readonly nodes?: readonly { readonly dataType: string; readonly specifics: string }[];
  readonly unrecoverable?: string;
  readonly actionable?: Values;
  /** Text behind everything else. */
  readonly tail?: string;
  readonly taken?: number;
}

/** A dump with these values and nothing else. */
export function dump(parts: DumpParts): Dump {
  const out = new Writer();
  const sections = sectionsOf(out, parts.sections ?? {});
  const types = Object.entries(parts.types ?? {}).map(([name, message]) => {
    const nameSpan = out.put(name);
    out.put('\t');
    const messageSpan = out.put(message);
    out.end();
    const span = { start: nameSpan.start, end: messageSpan.end };
    return {
      name,
      message,
      state: message ? 'Failed' : 'Running',
      status: 'unknown' as const,
      total: 1,
      live: 1,
      groupType: undefined,
      nameSpan,
      messageSpan,
      span,
    };
  });
  const events = (parts.events ?? []).map(({ type, details = '', proto }): ProtocolEvent => {
    const typeSpan = out.put(type);
    out.end();
    const detailsSpan = out.put(details);
    out.end();
    const protoSpan = out.put(JSON.stringify(proto ?? {}, null, 2));
    out.end();
    return {
      time: undefined,
      timeText: '',
      type,
      details,
      proto,
      span: { start: typeSpan.start, end: protoSpan.end },
      detailsSpan,
    };
  });
  const tailSpan = parts.tail ? out.put(`${parts.tail}\n`) : undefined;
  const unrecoverable = parts.unrecoverable === undefined ? undefined : out.put(`${parts.unrecoverable}\n`);
  const actionable = parts.actionable ? sectionsOf(out, { 'Actionable Error': parts.actionable })[0] : undefined;
  const nodes = (parts.nodes ?? []).map(({ dataType, specifics }) => {
    const span = out.put(`,,,,,,,r,,,,${dataType},,${specifics}`);
    out.end();
    return { dataType, fields: [], specifics, serverSpecifics: '', span };
  });
  return {
    kind: 'sync-internals',
    form: sections.some((section) => section.title === undefined) ? 'fragment' : 'status-3',
    id: parts.id ?? 'dump.txt',
    problems: [],
    source: out.source,
    taken:
      parts.taken === undefined
        ? undefined
        : { time: parts.taken, offset: 0, text: new Date(parts.taken).toISOString(), span: { start: 0, end: 0 } },
    userAgent: undefined,
    sections,
    extras: [],
    types,
    hasTypes: types.length > 0,
    events,
    nodes,
    unrecoverableError: unrecoverable && { detected: true, message: parts.unrecoverable ?? '', span: unrecoverable },
    actionableError: actionable && { detected: true, stats: actionable.stats, span: actionable.span },
    span: {
      start: 0,
      end: tailSpan && nodes.length === 0 && !unrecoverable && !actionable ? tailSpan.end : out.offset,
    },
  };
}

function sectionsOf(out: Writer, given: Readonly<Record<string, Values>>): readonly Section[] {
  return Object.entries(given).map(([title, values]): Section => {
    const start = out.offset;
    const titleSpan = title.startsWith('?') ? undefined : out.put(title);
    out.end();
    const stats = Object.entries(values).map(([name, value]): Stat => {
      const text = value === null ? 'Uninitialized' : String(value);
      const nameSpan = out.put(name);
      out.put('\t');
      const valueSpan = out.put(text);
      out.end();
      const type =
        value === null
          ? 'null'
          : typeof value === 'string'
            ? 'string'
            : typeof value === 'boolean'
              ? 'boolean'
              : 'number';
      return { name, value: text, type, status: value === null ? 'uninitialized' : 'good', nameSpan, valueSpan };
    });
    return {
      title: titleSpan ? title : undefined,
      sensitive: false,
      stats,
      titleSpan,
      span: { start, end: out.offset },
    };
  });
}

/** The Summary of a work profile that is well. */
export const healthySummary = {
  'Transport State': 'Active',
  'Disable Reasons': 'None',
  'Sync Feature Enabled': true,
  'Setup In Progress': false,
  'Auth Error': 'OK since 2026-11-22 08:00:00 +01',
  'Sync Account Type': 'AAD',
} as const;

/** A dump with some stats of one section. */
export function stats(section: string, values: Values): Dump {
  return dump({ sections: { [section]: values } });
}

/** A dump of a personal profile. */
export const personal = (): Dump => dump({ id: 'account.txt', sections: { Summary: { 'Sync Account Type': 'MSA' } } });

export interface SessionParts {
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly requestBody?: string | Uint8Array;
  readonly responseBody?: string | Uint8Array;
  readonly contentType?: string;
  readonly started?: number;
  readonly duration?: number;
  readonly serverIp?: string;
  readonly netError?: string;
  readonly isBlindTunnel?: boolean;
  readonly byCaptureTool?: boolean;
  readonly issuer?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly gaps?: Session['gaps'];
}

/** Moment at which the first session of a made capture starts: 22 Nov 2026 08:12:00 UTC. */
export const captureStart = Date.UTC(2026, 10, 22, 8, 12, 0);

/** What was read of a made capture. */
export interface Counted {
  heads: number;
  bodies: number;
}

/** A capture in memory; sessions start one second apart. */
export function capture(
  parts: readonly SessionParts[],
  id = 'contoso.saz',
  counted: Counted = { heads: 0, bodies: 0 },
): Capture {
  const sessions = parts.map((part, index) => sessionOf(part, index));
  const partOf = (key: number): SessionParts => parts[key - 1] ?? { url: '' };
  return {
    kind: 'capture',
    form: 'saz',
    id,
    problems: [],
    writer: 'made for tests',
    sessions,
    password: 'none',
    async detail(key) {
      counted.heads++;
      const part = partOf(key);
      const session = sessions[key - 1];
      if (!session) throw new Error(`no session ${key}`);
      return {
        session,
        requestLine: `${session.method} ${session.url} HTTP/1.1`,
        statusLine: `HTTP/1.1 ${session.status} ${session.reason}`,
        requestHeaders: headersOf(part.requestHeaders),
        responseHeaders: headersOf(part.responseHeaders),
        timers: {},
        flags: headersOf(part.flags),
        problems: [],
      };
    },
    async body(key, side) {
      counted.bodies++;
      const part = partOf(key);
      const stored = bytesOf(side === 'request' ? part.requestBody : part.responseBody);
      const isGzip = stored[0] === 0x1f && stored[1] === 0x8b;
      return {
        stored,
        bytes: isGzip ? new Uint8Array(gunzipSync(stored)) : stored,
        layers: [`raw/${key}_${side === 'request' ? 'c' : 's'}.txt`, ...(isGzip ? ['gzip'] : [])],
        complete: true,
        omitted: undefined,
        contentType: side === 'response' ? (part.contentType ?? '') : '',
        problems: [],
      };
    },
    async raw() {
      return new Uint8Array();
    },
    async webSocketMessages() {
      return [];
    },
    async certificates(key) {
      const { issuer } = partOf(key);
      return issuer ? [{ subject: 'CN=test', issuer, from: '', to: '', detail: '' }] : [];
    },
    async close() {},
  } as Capture;
}

function sessionOf(part: SessionParts, index: number): Session {
  const method = part.method ?? 'GET';
  const isTunnel = method === 'CONNECT';
  const parsed = isTunnel ? undefined : new URL(part.url);
  return {
    key: index + 1,
    sid: index + 1,
    method,
    url: part.url,
    host: parsed?.hostname ?? part.url.replace(/:\d+$/, ''),
    path: parsed ? parsed.pathname + parsed.search : '',
    status: part.status ?? 200,
    reason: part.reason ?? '',
    protocol: 'HTTP/1.1',
    contentType: part.contentType ?? '',
    requestBytes: bytesOf(part.requestBody).length,
    responseBytes: bytesOf(part.responseBody).length,
    process: 'msedge',
    processId: 9124,
    serverIp: part.serverIp ?? '',
    clientPort: undefined,
    started: part.started ?? captureStart + index * 1000,
    offset: 60,
    duration: part.duration ?? 100,
    comment: '',
    color: '',
    isTunnel,
    isBlindTunnel: part.isBlindTunnel ?? false,
    isWebSocket: part.url.startsWith('wss:'),
    fromCache: false,
    aborted: false,
    byCaptureTool: part.byCaptureTool ?? false,
    netError: part.netError ?? '',
    ...(part.gaps ? { gaps: part.gaps } : {}),
  } as Session;
}

function headersOf(values: Readonly<Record<string, string>> = {}): readonly Header[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function bytesOf(body: string | Uint8Array | undefined): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
}

export interface PolicyParts {
  readonly value: unknown;
  readonly level?: 'mandatory' | 'recommended';
  readonly messages?: readonly string[];
}

/** A policy export; plain values are mandatory policies. */
export function policies(
  given: Readonly<Record<string, unknown>>,
  messages: Readonly<Record<string, readonly string[]>> = {},
): PolicyExport {
  const out = new Writer();
  const list = Object.entries(given).map(([name, value]) => {
    const parts: PolicyParts = isParts(value) ? value : { value };
    const valueText = typeof parts.value === 'string' ? parts.value : JSON.stringify(parts.value);
    const nameSpan = out.put(name);
    out.put(': ');
    const valueSpan = out.put(valueText);
    out.end();
    return {
      name,
      value: parts.value,
      valueText,
      level: parts.level ?? ('mandatory' as const),
      scope: 'machine',
      source: 'platform',
      messages: messages[name] ?? [],
      nameSpan,
      valueSpan,
    };
  });
  return {
    kind: 'policy-export',
    form: 'json',
    id: 'policies.json',
    problems: [],
    text: out.source,
    metadata: [],
    policies: list,
  };
}

function isParts(value: unknown): value is PolicyParts {
  return typeof value === 'object' && value !== null && 'value' in value && 'level' in value;
}

/** A dsregcmd listing: section and key to value. */
export function device(values: Readonly<Record<string, string>>): DsregListing {
  const out = new Writer();
  const list = Object.entries(values).map(([path, value]) => {
    const [section = '', key = ''] = path.split('/');
    const keySpan = out.put(key);
    out.put(' : ');
    const valueSpan = out.put(value);
    out.end();
    return { section, key, value, keySpan, valueSpan };
  });
  return { kind: 'dsregcmd', form: 'listing', id: 'dsregcmd.txt', problems: [], source: out.source, values: list };
}

export interface PowershellParts {
  readonly cmdlet?: string;
  readonly text?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly console?: string;
}

/** What a PowerShell window shows. */
export function powershell(parts: PowershellParts): PowershellOutput {
  const out = new Writer();
  const start = out.offset;
  if (parts.cmdlet) out.put(`PS C:\\> ${parts.cmdlet}\n`);
  if (parts.text) out.put(`${parts.text}\n`);
  const properties = Object.entries(parts.properties ?? {}).map(([name, value]) => {
    out.put(`${name} : `);
    const span = out.put(value);
    out.end();
    return { name, value, span };
  });
  const variables = Object.entries(parts.variables ?? {}).map(([name, value]) => {
    out.put(`${name} `);
    const span = out.put(value);
    out.end();
    return { name, value, span };
  });
  if (parts.console) out.put(`${parts.console}\n`);
  const span = { start, end: out.offset };
  return {
    kind: 'powershell-output',
    form: 'list',
    id: 'powershell.txt',
    problems: [],
    source: out.source,
    outputs: [{ cmdlet: parts.cmdlet, text: parts.text ?? '', properties, span }],
    variables,
  };
}

/** Log lines. */
export function log(...lines: readonly string[]): EdgeLog {
  const out = new Writer();
  const list = lines.map((text) => {
    const span = out.put(text);
    out.end();
    return { time: '', level: 'ERROR', file: '', line: undefined, text, span };
  });
  return { kind: 'edge-log', form: 'lines', id: 'chrome_debug.log', problems: [], source: out.source, lines: list };
}

/** The sign-in page. */
export function signin(values: Readonly<Record<string, string>>): SigninInternals {
  const out = new Writer();
  const sections = sectionsOf(out, { 'Basic Information': values });
  return { kind: 'signin-internals', form: 'page-text', id: 'signin.txt', problems: [], source: out.source, sections };
}

/** A customer's words. */
export function note(text: string, id = 'note.txt'): PlainText {
  return { kind: 'text', form: 'plain', id, problems: [], source: new SourceText(text) };
}

/** Events of the AAD channel. */
export function aadEvents(text: string): AadEvents {
  const span = { start: 0, end: text.length };
  return {
    kind: 'aad-event',
    form: 'text',
    id: 'aad.txt',
    problems: [],
    source: new SourceText(text),
    events: [{ time: '', id: 1098, level: 'Error', text, codes: [], span }],
  };
}

/** Input that raises a condition, and one that only just does not. */
export interface Trial {
  readonly raises: readonly Artifact[];
  readonly misses: readonly Artifact[];
}

export type Trials = Readonly<Record<string, Trial>>;
