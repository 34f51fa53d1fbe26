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
  return { code, message: message(key, { entry: entry.name, ...args }), place: { artifact: id, layers: [entry.name] } };
}

export function refusalProblem(id: string, entry: ZipEntry, refusal: Refusal): Problem {
  const args = { size: entry.size, packed: entry.compressedSize };
  return entryProblem(id, entry, `zip-${refusal}`, refusalKeys[refusal], args);
}
