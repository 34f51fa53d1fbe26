import { linesOf } from './lines';

/** Lines of the pages themselves, which belong to no value. */
const chrome =
  /^(?:About|Data|Sync Node Browser|Search|User Events|Traffic Log|Invalidations|Dump status\b.*|Import status|Summary|Type Info|Enable Sync-The-Feature|Request Start\b.*|Stop Sync \(Keep Data\).*|Disable Sync \(Clear Data\).*|Sync Protocol Log\b.*|Capture Specifics.*|Trigger GetUpdates|Include Identifiers|=+|Log|Status|(?:Data|Model) Type\b.*Total Entries.*|about_sync_data\s*=?|PS [A-Z]:\\[^>]*>\s*(?:exit)?|(?:from\s+)?(?:edge|chrome):\/\/[\w-]+\/?:?)$/i;
const json = /^(?:[{}[\],\s]*|"\w*"?\s*:?.*|```.*)$/;

/** True when what is left of a text are only brackets, members of JSON and labels of pages: nothing to read. */
export function isBare(text: string): boolean {
  for (const line of linesOf(text)) {
    const content = line.text.trim();
    if (content === '') continue;
    if (content.includes('"stat_') || content.includes('about_sync_data')) return false;
    if (!chrome.test(content) && !json.test(content)) return false;
  }
  return true;
}

/**
 * What people wrote around artifacts: the original text with everything else blanked, same offsets and line ends.
 * `text` is the original with the artifacts blanked. Undefined when no line of it holds three words or a code.
 */
export function remainder(text: string, original: string): string | undefined {
  const keep: { start: number; end: number }[] = [];
  let words = false;
  for (const line of linesOf(text)) {
    const content = line.text.trim();
    if (content === '' || chrome.test(content) || json.test(content)) continue;
    if ((content.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 || /AADSTS\d{4}|0x[0-9a-f]{8}/i.test(content)) words = true;
    keep.push({ start: line.start, end: line.end });
  }
  if (!words) return undefined;
  const pieces: string[] = [];
  let at = 0;
  for (const span of keep) {
    pieces.push(original.slice(at, span.start).replace(/[^\r\n]/g, ' '), text.slice(span.start, span.end));
    at = span.end;
  }
  pieces.push(original.slice(at).replace(/[^\r\n]/g, ' '));
  return pieces.join('');
}
