import type { DumpNode } from '../../artifacts/dump/model';

/** Columns of a node dump, in order. */
export const nodeFieldNames = [
  'ID',
  'IS_UNSYNCED',
  'IS_UNAPPLIED_UPDATE',
  'BASE_VERSION',
  'BASE_VERSION_TIME',
  'SERVER_VERSION',
  'SERVER_VERSION_TIME',
  'PARENT_ID',
  'SERVER_PARENT_ID',
  'IS_DEL',
  'SERVER_IS_DEL',
  'dataType',
  'SERVER_SPECIFICS',
  'SPECIFICS',
] as const;

/** States of a node that tell of work to do, by column. */
export const nodeFlags = [
  [1, 'unsynced'],
  [2, 'unapplied'],
  [9, 'deleted'],
  [10, 'serverDeleted'],
] as const;

/** What a node is called in the list: its id; a type's root has none. */
export function nodeTitle(node: DumpNode, rootTitle: string): string {
  return node.fields[0] || rootTitle;
}
