import { explainSyncMessage, type SyncMessage, type SyncNode } from '../../decoders/syncMessage';
import { chipText } from '../secrets';
import type { Words } from '../words';

/** At most this many lines of a sync message are written out; the tree has all fields. */
const maxLines = 2000;
const maxDepth = 8;

/**
 * A sync message as indented text: title, notes, then fields with what their values say; secret values by class and
 * length only, unless `reveal` asks for them.
 */
export function syncLines(words: Words, message: SyncMessage, reveal = false): string {
  const explained = explainSyncMessage(message, words.language);
  const lines = [`# ${words.render(explained.title)}`];
  for (const { message: note } of explained.notes) lines.push(`# ${words.render(note)}`);
  const write = (nodes: readonly SyncNode[], depth: number) => {
    for (const node of nodes) {
      if (lines.length >= maxLines) return;
      const indent = '  '.repeat(depth);
      const said = node.meaning.map((one) => words.render(one)).join(' · ');
      const meaning = said === '' ? '' : `  # ${said}`;
      if (node.hasChildren && depth < maxDepth) {
        lines.push(`${indent}${node.name} {${meaning}`);
        write(message.children(node.id, 0, maxLines), depth + 1);
        lines.push(`${indent}}`);
      } else {
        const value = !node.secret
          ? node.text
          : reveal
            ? message.reveal(node.id)
            : chipText(words.t('analysis.mask.entity'), node.length);
        lines.push(`${indent}${node.name}: ${value}${meaning}`);
      }
    }
  };
  write(message.children(undefined, 0, maxLines), 0);
  if (lines.length >= maxLines) lines.push(`# ${words.t('analysis.linesCut', { count: maxLines })}`);
  return lines.join('\n');
}
