import type { Problem } from '../../artifacts/problem';
import { type Language, text } from '../../text';
import { explainSyncMessage } from './explain';
import type { SyncMessage, SyncNode } from './model';

/** More fields than this are not written; `truncated` says so. */
const maxFields = 50_000;

/** A field as the command line prints it. Secret values are null with their class. */
export interface SyncFieldJson {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly value: string | null;
  readonly meaning: string | null;
  readonly masked: string | null;
  readonly offset: number;
  readonly length: number;
  readonly fields: readonly SyncFieldJson[] | null;
}

export interface SyncJson {
  readonly version: 1;
  readonly kind: 'sync-message';
  readonly direction: 'request' | 'response';
  readonly message: string | null;
  readonly title: string;
  readonly errorCode: { readonly name: string; readonly number: number; readonly explicit: boolean } | null;
  readonly notes: readonly { readonly verdict: string; readonly text: string }[];
  readonly fields: readonly SyncFieldJson[];
  readonly truncated: boolean;
  readonly unknownFields: number;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly place: Problem['place'] }[];
}

/** A decoded message as plain data. With `reveal` secret values are written, too. */
export function syncJson(sync: SyncMessage, options: { language: Language; reveal?: boolean }): SyncJson {
  const { language } = options;
  const explained = explainSyncMessage(sync, language);
  const budget = { left: maxFields };
  const fields = writeFields(sync, undefined, options, budget);
  return {
    version: 1,
    kind: 'sync-message',
    direction: sync.direction,
    message: sync.message || null,
    title: text(explained.title, language),
    errorCode: sync.effectiveError ?? null,
    notes: explained.notes.map((note) => ({ verdict: note.verdict, text: text(note.message, language) })),
    fields,
    truncated: budget.left <= 0,
    unknownFields: sync.unknownFields,
    problems: sync.problems.map((problem) => ({ ...problem, message: text(problem.message, language) })),
  };
}

function writeFields(
  sync: SyncMessage,
  id: string | undefined,
  options: { language: Language; reveal?: boolean },
  budget: { left: number },
): SyncFieldJson[] {
  const nodes = sync.children(id, 0, budget.left);
  budget.left -= nodes.length;
  return nodes.map((node) => writeField(sync, node, options, budget));
}

function writeField(
  sync: SyncMessage,
  node: SyncNode,
  options: { language: Language; reveal?: boolean },
  budget: { left: number },
): SyncFieldJson {
  const isMasked = node.secret !== undefined && options.reveal !== true;
  const value = node.secret !== undefined && options.reveal ? sync.reveal(node.id) : node.text;
  const isMessage = /^(?:message|group)\b/.test(node.type);
  const nested = node.hasChildren && budget.left > 0;
  return {
    number: node.number,
    name: node.name,
    type: node.type,
    value: isMasked || isMessage ? null : value,
    meaning: node.meaning.length > 0 ? node.meaning.map((words) => text(words, options.language)).join('; ') : null,
    masked: isMasked ? (node.secret ?? null) : null,
    offset: node.range.byteStart,
    length: node.range.byteEnd - node.range.byteStart,
    fields: nested ? writeFields(sync, node.id, options, budget) : null,
  };
}
