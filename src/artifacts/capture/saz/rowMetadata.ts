import { attribute, bitFlags, type Metadata, noMetadata, scanMetadata, unescapeXml } from './metadata';

/** What a row shows of a session's metadata: values as written, undefined where they are absent. */
export interface RowMetadata {
  readonly state: Metadata['state'];
  readonly bits: number;
  readonly sid: string | undefined;
  readonly aborted: string | undefined;
  readonly clientConnected: string | undefined;
  readonly clientBeginRequest: string | undefined;
  readonly serverBeginResponse: string | undefined;
  readonly clientBeginResponse: string | undefined;
  readonly clientDoneResponse: string | undefined;
  readonly bytesEgress: string | undefined;
  readonly bytesIngress: string | undefined;
  readonly processInfo: string | undefined;
  readonly hostIp: string | undefined;
  readonly clientPort: string | undefined;
  readonly autoResponder: string | undefined;
  readonly repliedWithFile: string | undefined;
  readonly comments: string | undefined;
  readonly color: string | undefined;
  readonly backColor: string | undefined;
}

/** The part of whole metadata that a row shows. */
export function rowMetadata(metadata: Metadata): RowMetadata {
  const { state, session, timers, tunnel, flags } = metadata;
  return {
    state,
    bits: bitFlags(metadata),
    sid: attribute(session, 'SID'),
    aborted: attribute(session, 'Aborted'),
    clientConnected: attribute(timers, 'ClientConnected'),
    clientBeginRequest: attribute(timers, 'ClientBeginRequest'),
    serverBeginResponse: attribute(timers, 'ServerBeginResponse'),
    clientBeginResponse: attribute(timers, 'ClientBeginResponse'),
    clientDoneResponse: attribute(timers, 'ClientDoneResponse'),
    bytesEgress: attribute(tunnel, 'BytesEgress'),
    bytesIngress: attribute(tunnel, 'BytesIngress'),
    processInfo: attribute(flags, 'x-processinfo'),
    hostIp: attribute(flags, 'x-hostip'),
    clientPort: attribute(flags, 'x-clientport'),
    autoResponder: attribute(flags, 'x-autoresponder'),
    repliedWithFile: attribute(flags, 'x-repliedwithfile'),
    comments: attribute(flags, 'ui-comments'),
    color: attribute(flags, 'ui-color'),
    backColor: attribute(flags, 'ui-backcolor'),
  };
}

export const noRowMetadata = rowMetadata(noMetadata);

const flagStart = '<SessionFlag N="';

/**
 * Reads what a row shows. Fiddler writes these files with one serializer, so in a file of its form the few values are
 * looked up where they stand; any other form is scanned tag by tag.
 */
export function scanRowMetadata(xml: string): RowMetadata {
  const tag = xml.indexOf('<Session ');
  const tagEnd = xml.indexOf('>', tag);
  const isUsual =
    tag >= 0 &&
    tagEnd > tag &&
    xml.lastIndexOf('</Session>') >= xml.length - 14 &&
    !xml.includes('<!') &&
    !xml.includes("='");
  if (!isUsual) return rowMetadata(scanMetadata(xml));
  const [sid, bitFlags, aborted] = valuesOf(xml.slice(tag, tagEnd), sessionStarts);
  const bits = Number.parseInt(bitFlags ?? '', 16);
  const timersAt = xml.indexOf('<SessionTimers', tagEnd);
  const timersEnd = timersAt < 0 ? -1 : xml.indexOf('>', timersAt);
  const flagsAt = xml.indexOf('<SessionFlags', Math.max(tagEnd, timersEnd));
  const flags = flagsAt < 0 ? none : rowFlags(xml, flagsAt);
  const before = xml.slice(Math.max(tagEnd, timersEnd), flagsAt < 0 ? xml.length : flagsAt);
  // Rarer elements have no short cut.
  if (sid === undefined || !(bits > 0) || !flags || before.includes('<TunnelInfo')) {
    return rowMetadata(scanMetadata(xml));
  }
  const timers = valuesOf(timersEnd < 0 ? '' : xml.slice(timersAt, timersEnd), timerStarts);
  return {
    state: 'whole',
    bits,
    sid,
    aborted,
    clientConnected: timers[0],
    clientBeginRequest: timers[1],
    serverBeginResponse: timers[2],
    clientBeginResponse: timers[3],
    clientDoneResponse: timers[4],
    bytesEgress: undefined,
    bytesIngress: undefined,
    processInfo: flags.processInfo,
    hostIp: flags.hostIp,
    clientPort: flags.clientPort,
    autoResponder: flags.autoResponder,
    repliedWithFile: flags.repliedWithFile,
    comments: flags.comments,
    color: flags.color,
    backColor: flags.backColor,
  };
}

const sessionStarts = [' SID="', ' BitFlags="', ' Aborted="'];
const timerStarts = [
  ' ClientConnected="',
  ' ClientBeginRequest="',
  ' ServerBeginResponse="',
  ' ClientBeginResponse="',
  ' ClientDoneResponse="',
];

/** Values of the attributes of a tag that begin so; quickest in the order in which they stand. */
function valuesOf(tag: string, starts: readonly string[]): (string | undefined)[] {
  const values: (string | undefined)[] = [];
  let last = 0;
  for (const start of starts) {
    let at = tag.indexOf(start, last);
    if (at < 0 && last > 0) at = tag.indexOf(start);
    const end = at < 0 ? -1 : tag.indexOf('"', at + start.length);
    if (end >= 0) last = end;
    values.push(end < 0 ? undefined : unescapeXml(tag.slice(at + start.length, end)));
  }
  return values;
}

type RowFlags = { -readonly [Name in (typeof flagFields)[keyof typeof flagFields]]: string | undefined };

const flagFields = {
  'x-processinfo': 'processInfo',
  'x-hostip': 'hostIp',
  'x-clientport': 'clientPort',
  'x-autoresponder': 'autoResponder',
  'x-repliedwithfile': 'repliedWithFile',
  'ui-comments': 'comments',
  'ui-color': 'color',
  'ui-backcolor': 'backColor',
} as const;

const none: RowFlags = {
  processInfo: undefined,
  hostIp: undefined,
  clientPort: undefined,
  autoResponder: undefined,
  repliedWithFile: undefined,
  comments: undefined,
  color: undefined,
  backColor: undefined,
};

/** The flags of a row; undefined where they are not written as Fiddler writes them. */
function rowFlags(xml: string, flagsAt: number): RowFlags | undefined {
  const flags = { ...none };
  for (let at = xml.indexOf(flagStart, flagsAt); at >= 0; ) {
    const nameAt = at + flagStart.length;
    const nameEnd = xml.indexOf('"', nameAt);
    const next = xml.indexOf('<', nameEnd);
    if (nameEnd < 0 || !xml.startsWith(' V="', nameEnd + 1)) return undefined;
    if (isRowFlag(xml, nameAt, nameEnd - nameAt)) {
      const valueEnd = xml.indexOf('"', nameEnd + 5);
      if (valueEnd < 0 || valueEnd > next) return undefined;
      const name = unescapeXml(xml.slice(nameAt, nameEnd));
      if (isFlagName(name)) flags[flagFields[name]] ??= unescapeXml(xml.slice(nameEnd + 5, valueEnd));
      // In other letters it counts only where there is none in these.
      else if (isFlagName(name.toLowerCase())) return undefined;
    }
    at = next < 0 || !xml.startsWith(flagStart, next) ? xml.indexOf(flagStart, nameEnd) : next;
  }
  return flags;
}

function isFlagName(name: string): name is keyof typeof flagFields {
  return Object.hasOwn(flagFields, name);
}

/** Lengths of the names by their third letter, in which those that begin with `x` differ. */
const lengths = new Map(
  Object.keys(flagFields)
    .filter((name) => name.startsWith('x'))
    .map((name) => [name.charCodeAt(2), name.length]),
);

/** Whether the name that stands there may be one that a row shows: `ui-*`, or one of the others by letter and length. */
function isRowFlag(xml: string, at: number, length: number): boolean {
  const first = xml.charCodeAt(at) | 0x20;
  if (first === 117) return true;
  return first === 120 && lengths.get(xml.charCodeAt(at + 2) | 0x20) === length;
}
