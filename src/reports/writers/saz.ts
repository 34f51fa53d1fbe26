import type { Capture, Session, SessionDetail } from '../../artifacts/capture/model';
import type { Platform } from '../../platform/platform';
import { type ZipLayout, ZipWriter } from './zip';

/** Facts of a session for its metadata file. */
export interface SazMetadata {
  readonly sid: number;
  readonly bitFlags: number;
  readonly aborted?: boolean;
  /** Timers by name: moments as text, or milliseconds for the four durations. */
  readonly timers: readonly { readonly name: string; readonly value: string }[];
  readonly tunnel?: { readonly egress: number; readonly ingress: number };
  readonly flags: readonly { readonly name: string; readonly value: string }[];
}

/** One session as stored: heads and bodies as they went over the wire. */
export interface SazSession {
  /** Absent parts get no file. */
  readonly request?: Uint8Array;
  readonly response?: Uint8Array;
  readonly metadata?: SazMetadata | Uint8Array;
  /** Recorded WebSocket messages, in Fiddler's form. */
  readonly webSocket?: Uint8Array;
  /** Cells of the human-readable list. */
  readonly row?: { readonly sid: number; readonly status: number; readonly method: string; readonly url: string };
}

/** How the archive is laid out; the default is what Fiddler Classic writes. */
export interface SazLayout extends ZipLayout {
  /** Order of request (c), response (s) and metadata (m); Fiddler has used both. */
  readonly order?: 'cms' | 'csm';
  /** Digits of the file numbers; by default those of the last number. */
  readonly digits?: number;
  /** Where `_index.htm` stands. */
  readonly index?: 'last' | 'first' | 'none';
  /** Turns a part's usual name into another one, for archives of other writers. */
  readonly rename?: (name: string) => string;
}

const utf8 = new TextEncoder();
const contentTypes =
  '<?xml version="1.0" encoding="utf-8" ?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="htm" ContentType="text/html" /><Default Extension="xml" ContentType="application/xml" />' +
  '<Default Extension="txt" ContentType="text/plain" /></Types>';

/** Writes a Fiddler archive into memory; sessions are numbered from 1 in their order. */
export function writeSaz(sessions: readonly SazSession[], platform: Platform, layout: SazLayout = {}): Uint8Array {
  const digits = layout.digits ?? String(sessions.length).length;
  const zip = new ZipWriter(platform, { comment: 'Edge Sync Inspector Session Archive', ...layout });
  const named = (name: string): string => layout.rename?.(name) ?? name;
  const index = utf8.encode(`\u{feff}${indexPage(sessions, digits)}`);
  zip.add('raw/', new Uint8Array(0));
  if (layout.index === 'first') zip.add('_index.htm', index);
  sessions.forEach((session, i) => {
    const stem = `raw/${String(i + 1).padStart(digits, '0')}`;
    const { metadata } = session;
    const parts: Record<string, readonly [string, Uint8Array | undefined]> = {
      c: [`${stem}_c.txt`, session.request],
      s: [`${stem}_s.txt`, session.response],
      m: [`${stem}_m.xml`, metadata && !(metadata instanceof Uint8Array) ? metadataFile(metadata) : metadata],
      w: [`${stem}_w.txt`, session.webSocket],
    };
    for (const letter of `${layout.order ?? 'csm'}w`) {
      const [name, bytes] = parts[letter] ?? ['', undefined];
      if (bytes) zip.add(named(name), bytes);
    }
  });
  if (layout.index !== 'first' && layout.index !== 'none') zip.add('_index.htm', index);
  zip.add('[Content_Types].xml', utf8.encode(contentTypes));
  return zip.finish();
}

/** The metadata file as Fiddler writes it: UTF-8 with byte order mark, BitFlags hexadecimal. */
export function metadataFile(metadata: SazMetadata): Uint8Array {
  const attributes = (list: SazMetadata['timers']): string =>
    list.map(({ name, value }) => ` ${name}="${escapeXml(value)}"`).join('');
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<Session SID="${metadata.sid}" BitFlags="${metadata.bitFlags.toString(16)}"${metadata.aborted ? ' Aborted="true"' : ''}>`,
    `  <SessionTimers${attributes(metadata.timers)} />`,
    '  <PipeInfo />',
    ...(metadata.tunnel
      ? [`  <TunnelInfo BytesEgress="${metadata.tunnel.egress}" BytesIngress="${metadata.tunnel.ingress}" />`]
      : []),
    '  <SessionFlags>',
    ...metadata.flags.map(({ name, value }) => `    <SessionFlag N="${escapeXml(name)}" V="${escapeXml(value)}" />`),
    '  </SessionFlags>',
    '</Session>',
  ];
  return utf8.encode(`\u{feff}${lines.join('\r\n')}`);
}

/** Escapes for text and attributes; characters that XML 1.0 does not have are left out. */
function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    )
    .replace(/[&<>"'\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function indexPage(sessions: readonly SazSession[], digits: number): string {
  const rows = sessions.map(({ row }, i) => {
    const stem = `raw\\${String(i + 1).padStart(digits, '0')}`;
    const links = ['c.txt', 's.txt', 'm.xml'].map((end) => `<a href="${stem}_${end}">${end.charAt(0)}</a>`).join(' ');
    const cells = row ? [row.sid, row.status || '-', row.method, row.url] : [i + 1, '', '', ''];
    return `<tr><td>${links}</td>${cells.map((cell) => `<td>${escapeXml(String(cell))}</td>`).join('')}</tr>`;
  });
  return (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Sessions</title></head><body><table>' +
    `<thead><tr><th></th><th>#</th><th>Result</th><th>Method</th><th>URL</th></tr></thead><tbody>${rows.join('\n')}` +
    '</tbody></table></body></html>'
  );
}

/** Formats a moment as Fiddler does: local time with seven digits of the second and the zone's offset. */
export function fiddlerTime(time: number, offset: number | undefined): string {
  const whole = Math.floor(time / 1000);
  let ticks = Math.round((time - whole * 1000) * 10_000);
  let seconds = whole;
  if (ticks >= 10_000_000) {
    ticks -= 10_000_000;
    seconds++;
  }
  const clock = new Date((seconds + (offset ?? 0) * 60) * 1000).toISOString().slice(0, 19);
  const fraction = String(ticks).padStart(7, '0').replace(/0+$/, '');
  const minutes = Math.abs(offset ?? 0);
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone =
    offset === undefined ? '' : `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${clock}${fraction === '' ? '' : `.${fraction}`}${zone}`;
}

const unset = '0001-01-01T00:00:00';
const moments = [
  'ClientConnected',
  'ClientBeginRequest',
  'GotRequestHeaders',
  'ClientDoneRequest',
  'ServerConnected',
  'FiddlerBeginRequest',
  'ServerGotRequest',
  'ServerBeginResponse',
  'GotResponseHeaders',
  'ServerDoneResponse',
  'ClientBeginResponse',
  'ClientDoneResponse',
];
const durations = ['GatewayTime', 'DNSTime', 'TCPConnectTime', 'HTTPSHandshakeTime'];

/** Metadata of a session of any capture format. */
export function metadataOf(session: Session, detail: SessionDetail): SazMetadata {
  const known: Record<string, number | undefined> = { ...detail.timers };
  if (detail.timers['ClientBeginRequest'] === undefined && session.started !== undefined) {
    known['ClientBeginRequest'] = session.started;
    if (session.duration !== undefined) known['ClientDoneResponse'] = session.started + session.duration;
  }
  const timers = [
    ...moments.map((name) => {
      const time = known[name];
      return { name, value: time === undefined ? unset : fiddlerTime(time, session.offset) };
    }),
    ...durations.map((name) => ({ name, value: String(Math.max(0, Math.round(known[name] ?? 0))) })),
  ];
  const flags = detail.bitFlags === undefined ? rowFlags(session) : detail.flags;
  return {
    sid: session.sid,
    bitFlags: detail.bitFlags ?? rowBits(session),
    aborted: session.aborted,
    timers,
    flags,
    ...(session.isTunnel && session.requestBytes >= 0 && session.responseBytes >= 0
      ? { tunnel: { egress: session.requestBytes, ingress: session.responseBytes } }
      : {}),
  };
}

/** Fiddler's flags for a row of another format. */
function rowFlags(session: Session): { name: string; value: string }[] {
  const process = session.processId === undefined ? session.process : `${session.process}:${session.processId}`;
  const all = [
    { name: 'x-processinfo', value: process },
    { name: 'x-clientport', value: session.clientPort === undefined ? '' : String(session.clientPort) },
    { name: 'x-hostip', value: session.serverIp },
    { name: 'ui-comments', value: session.comment },
    { name: 'ui-backcolor', value: session.color },
  ];
  return all.filter(({ value }) => value !== '');
}

function rowBits(session: Session): number {
  return (
    (session.url.startsWith('https:') ? 0x1 : 0) |
    (session.byCaptureTool ? 0x100 : 0) |
    (session.isBlindTunnel ? 0x1000 : 0) |
    (session.fromCache ? 0x4000 : 0) |
    (session.isWebSocket ? 0x40000 : 0)
  );
}

/** Collects sessions of an open capture for {@link writeSaz}, bodies as they are stored. */
export async function sazSessions(
  capture: Capture,
  keys: readonly number[],
  signal?: AbortSignal,
): Promise<readonly SazSession[]> {
  const sessions: SazSession[] = [];
  for (const key of keys) {
    const detail = await capture.detail(key, { signal });
    const { session } = detail;
    sessions.push({
      request: await capture.raw(key, 'request', { signal }),
      response: await capture.raw(key, 'response', { signal }),
      metadata: metadataOf(session, detail),
      row: { sid: session.sid, status: session.status, method: session.method, url: session.url },
    });
  }
  return sessions;
}
