import { type Attribute, type Metadata, noMetadata, scanMetadata, unescapeXml } from './metadata';

/** An attribute that a row is made of, and how it begins in a tag. */
interface Wanted {
  readonly name: string;
  readonly start: string;
}

const wanted = (...names: string[]): readonly Wanted[] => names.map((name) => ({ name, start: ` ${name}="` }));
const rowAttributes = wanted('SID', 'BitFlags', 'Aborted');
const rowTimers = wanted(
  'ClientConnected',
  'ClientBeginRequest',
  'ServerBeginResponse',
  'ClientBeginResponse',
  'ClientDoneResponse',
);
const flagStart = '<SessionFlag N="';

/**
 * The part of a session's metadata that its row shows. Fiddler writes these files with one serializer, so in a file of
 * its form the few values are looked up where they stand; any other form is scanned tag by tag.
 */
export function scanRowMetadata(xml: string): Metadata {
  const tag = xml.indexOf('<Session ');
  const tagEnd = xml.indexOf('>', tag);
  const isUsual =
    tag >= 0 &&
    tagEnd > tag &&
    xml.lastIndexOf('</Session>') >= xml.length - 14 &&
    !xml.includes('<!') &&
    !xml.includes("='");
  if (!isUsual) return scanMetadata(xml);
  const session = attributes(xml, tag, tagEnd, rowAttributes);
  const timersAt = xml.indexOf('<SessionTimers', tagEnd);
  const timersEnd = xml.indexOf('>', timersAt);
  const timers = timersAt < 0 || timersEnd < 0 ? [] : attributes(xml, timersAt, timersEnd, rowTimers);
  const bodyAt = timersEnd < 0 ? tagEnd : timersEnd;
  const flagsAt = xml.indexOf('<SessionFlags', bodyAt);
  const between = xml.slice(bodyAt, flagsAt < 0 ? xml.length : flagsAt);
  // Rarer elements have no short cut.
  const rest = between.includes('<TunnelInfo') || session.length < 2 ? scanMetadata(xml) : noMetadata;
  const flags: Attribute[] = [];
  let at = flagsAt < 0 ? -1 : xml.indexOf(flagStart, flagsAt);
  while (at >= 0) {
    const nameAt = at + flagStart.length;
    const nameEnd = xml.indexOf('"', nameAt);
    const next = xml.indexOf('<', nameEnd);
    if (nameEnd < 0 || !xml.startsWith(' V="', nameEnd + 1)) return scanMetadata(xml);
    if (isRowFlag(xml, nameAt, nameEnd - nameAt)) {
      const valueEnd = xml.indexOf('"', nameEnd + 5);
      if (valueEnd < 0 || valueEnd > next) return scanMetadata(xml);
      flags.push({
        name: unescapeXml(xml.slice(nameAt, nameEnd)),
        value: unescapeXml(xml.slice(nameEnd + 5, valueEnd)),
      });
    }
    at = next < 0 || !xml.startsWith(flagStart, next) ? xml.indexOf(flagStart, nameEnd) : next;
  }
  return { ...rest, session, timers, flags, state: 'whole' };
}

/** Values of attributes of one tag; each is preceded by a blank. */
function attributes(xml: string, from: number, to: number, names: readonly Wanted[]): Attribute[] {
  const found: Attribute[] = [];
  const tag = xml.slice(from, to);
  for (const { name, start } of names) {
    const at = tag.indexOf(start);
    if (at < 0) continue;
    const valueAt = at + start.length;
    const end = tag.indexOf('"', valueAt);
    if (end >= 0) found.push({ name, value: unescapeXml(tag.slice(valueAt, end)) });
  }
  return found;
}

const shownFlags = ['x-autoresponder', 'x-clientport', 'x-hostip', 'x-processinfo', 'x-repliedwithfile'];
/** Their lengths by their third letter, in which they differ. */
const shownLengths = new Map(shownFlags.map((name) => [name.charCodeAt(2), name.length]));

/** Whether the name that stands there may be one that a row shows: `ui-*`, or one of the others by letter and length. */
function isRowFlag(xml: string, at: number, length: number): boolean {
  const first = xml.charCodeAt(at) | 0x20;
  if (first === 117) return true;
  return first === 120 && shownLengths.get(xml.charCodeAt(at + 2) | 0x20) === length;
}
