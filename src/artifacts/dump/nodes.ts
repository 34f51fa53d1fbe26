import { plainBlanks } from '../lines';
import type { DumpBuilder } from './builder';
import type { DumpNode } from './model';
import { dumpProblem } from './problems';

/** Names of a node's fields, as the Data tab writes them (`modelType` in older builds). */
export const nodeFields = [
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

/** One node line: 14 fields joined by commas without quoting, the last (or last two) raw JSON. */
export function parseNode(text: string, start: number): DumpNode | undefined {
  const fields: string[] = [];
  let at = 0;
  for (let i = 0; i < 12; i++) {
    const comma = text.indexOf(',', at);
    if (comma < 0) return undefined;
    fields.push(text.slice(at, comma));
    at = comma + 1;
  }
  const cut = serverSpecificsEnd(text, at);
  if (cut < 0) return undefined;
  fields.push(text.slice(at, cut), text.slice(cut + 1));
  return {
    dataType: fields[11] ?? '',
    fields,
    serverSpecifics: fields[12] ?? '',
    specifics: fields[13] ?? '',
    span: { start, end: start + text.length },
  };
}

/** Offset of the comma behind SERVER_SPECIFICS, which ends at its closing brace when it is JSON. */
function serverSpecificsEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 123) return text.indexOf(',', at);
  let depth = 0;
  let quoted = false;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) quoted = !quoted;
    else if (!quoted && code === 123) depth++;
    else if (!quoted && code === 125) {
      depth--;
      if (depth === 0) return text.charCodeAt(i + 1) === 44 ? i + 1 : -1;
    }
  }
  return -1;
}

/** True for a line that can only be a node: fields 2 to 7 empty, as every modern build leaves them, or old values. */
export function isNodeLine(text: string): boolean {
  return /^[^,{}]*,(?:(?:true|false|-?\d*),){3}[^,]*,-?\d*,[^,]*,[^,]*,[^,]*,(?:true|false)?,(?:true|false)?,[A-Z][^,{}]*,(?:REDACTED|\{|,)/.test(
    text,
  );
}

/** Reads the blocks of nodes between two offsets; lines that are none become problems. */
export function readNodes(builder: DumpBuilder, from: number, to: number): void {
  const text = builder.text;
  let at = from;
  while (at < to) {
    let end = at;
    while (end < to && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    const line = text.slice(at, end);
    if (line !== '' && !/^\s*=*\s*$/.test(plainBlanks(line))) {
      const node = parseNode(line, at);
      if (node) builder.node(node);
      else builder.problems.push(dumpProblem(builder, 'dump-node-line', { start: at, end }));
    }
    at = end + 1;
  }
}
