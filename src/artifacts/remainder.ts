/** Lines of the pages themselves, which belong to no value. */
const chrome =
  /^(?:About|Data|Sync Node Browser|Search|User Events|Traffic Log|Invalidations|Dump status\b.*|Import status|Summary|Type Info|Enable Sync-The-Feature|Request Start\b.*|Stop Sync \(Keep Data\).*|Disable Sync \(Clear Data\).*|Sync Protocol Log\b.*|Capture Specifics.*|Trigger GetUpdates|Include Identifiers|=+|Log|Status|(?:Data|Model) Type\b.*Total Entries.*|about_sync_data\s*=?|PS [A-Z]:\\[^>]*>\s*(?:exit)?|(?:from\s+)?(?:edge|chrome):\/\/[\w-]+\/?:?)$/i;
const json = /^(?:[{}[\],\s]*|"\w*"?\s*:?.*|```.*)$/;

/**
 * What people wrote around artifacts: the text with everything else blanked, same offsets. Undefined when no line of
 * it holds three words.
 */
export function remainder(text: string): string | undefined {
  let words = false;
  const kept = text.replace(/[^\r\n]+/g, (line) => {
    const content = line.replace(/^[ \t>]+/, '').trim();
    if (content === '') return line;
    if (chrome.test(content) || json.test(content)) return ' '.repeat(line.length);
    if ((content.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 || /AADSTS\d{4}|0x[0-9a-f]{8}/i.test(content)) words = true;
    return line;
  });
  return words ? kept : undefined;
}
