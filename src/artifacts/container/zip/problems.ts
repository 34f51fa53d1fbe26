import { type MessageArgs, type MessageKey, message } from '../../../text';
import type { Problem } from '../../problem';
import type { Refusal, ZipEntry } from './entry';

const refusalKeys: Record<Refusal, MessageKey> = {
  overlap: 'capture.zipOverlap',
  outside: 'capture.zipOutside',
  'unsafe-name': 'capture.zipUnsafeName',
  bomb: 'capture.zipBomb',
};

/** A problem of one entry, placed at it. */
export function entryProblem(
  id: string,
  entry: ZipEntry,
  code: string,
  key: MessageKey,
  args: MessageArgs = {},
): Problem {
  const name = shownName(entry.name);
  return { code, message: message(key, { entry: name, ...args }), place: { artifact: id, layers: [entry.name] } };
}

const longestName = 120;

/** A name for a sentence: damage can make it long and fill it with control characters. */
function shownName(name: string): string {
  const short = name.length > longestName ? `${name.slice(0, longestName)}\u2026` : name;
  return short.replace(/\p{C}/gu, '\ufffd');
}

export function refusalProblem(id: string, entry: ZipEntry, refusal: Refusal): Problem {
  const args = { size: entry.size, packed: entry.compressedSize };
  return entryProblem(id, entry, `zip-${refusal}`, refusalKeys[refusal], args);
}
