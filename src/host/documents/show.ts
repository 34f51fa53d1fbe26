import * as vscode from 'vscode';
import { isVirtual } from '../../analysis/artifactIds';
import type { ArtifactRef } from '../../analysis/protocol';
import type { Place, TextRange } from '../../artifacts/place';
import type { Host } from '../host';
import { nameOf, virtualUri } from '../refs';

/** Files above this size cannot be shown by VS Code's text editor in full; they get a slice document. */
export const textDocumentLimit = 50 * 1024 * 1024;

/** The range of a place in VS Code's terms. */
export function rangeOf(place: Place | undefined): vscode.Range | undefined {
  const range = place?.range;
  if (!range || !('start' in range)) return undefined;
  const { start, end } = range as TextRange;
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/**
 * Shows a place in the text editor and selects it: the file itself for text files, a virtual document for sessions,
 * attachments and files that the text editor cannot hold.
 */
export async function showPlace(
  host: Host,
  ref: ArtifactRef,
  given: unknown,
  session?: number,
  part?: string,
): Promise<vscode.TextEditor | undefined> {
  const place = given as Place | undefined;
  const source = vscode.Uri.parse(ref.uri, true);
  const key = session ?? place?.session;
  if (key !== undefined && !place && part === undefined) {
    const entry = await host.service.request('entryPlace', { ref, key }).catch(() => null);
    if (entry?.range && entry.bytes <= textDocumentLimit) {
      const { start, end } = entry.range;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return vscode.window.showTextDocument(source, { preview: true, selection: range });
    }
    if (entry) return showPlace(host, ref, given, key, 'entry');
  }
  const isOurs = key !== undefined || part !== undefined || isVirtual(ref);
  const uri = isOurs
    ? virtualUri(
        {
          ref,
          ...(key === undefined ? {} : { session: key }),
          part: part ?? (key === undefined ? 'file' : 'session'),
        },
        key === undefined ? virtualName(source, ref, undefined, part) : await sessionName(host, source, ref, key, part),
      )
    : source;
  const column = vscode.window.tabGroups.activeTabGroup.viewColumn;
  const document = await vscode.workspace.openTextDocument(uri);
  const isPlain = key === undefined || place?.layers.length === 0;
  const shown = isOurs && key === undefined ? await shownPlace(host, ref, part ?? 'file', place) : place;
  const selection = isPlain ? rangeOf(shown) : undefined;
  return vscode.window.showTextDocument(document, {
    viewColumn: column,
    preview: true,
    ...(selection ? { selection } : {}),
  });
}

/** A place in the text of a file as its document shows it: what is masked moves what follows on the line. */
async function shownPlace(
  host: Host,
  ref: ArtifactRef,
  part: string,
  place: Place | undefined,
): Promise<Place | undefined> {
  if (!place?.range || !('start' in place.range)) return place;
  const range = await host.service.request('shownRange', { ref, part, range: place.range }).catch(() => undefined);
  return range ? { ...place, range } : place;
}

/** Endings by which VS Code knows the languages that bodies come in. */
const endings: Readonly<Record<string, string>> = {
  json: 'json',
  xml: 'xml',
  html: 'html',
  css: 'css',
  javascript: 'js',
};

/** Tab name of a session's document, with the number people quote; a body ends as a file of its kind would. */
async function sessionName(
  host: Host,
  source: vscode.Uri,
  ref: ArtifactRef,
  key: number,
  part: string | undefined,
): Promise<string> {
  await host.open(ref, nameOf(vscode.Uri.parse(ref.uri)));
  const sid = await host.service.request('sid', { ref, key }).catch(() => key);
  const body = /^(request|response)\.body$/.exec(part ?? '')?.[1];
  if (body !== 'request' && body !== 'response') return virtualName(source, ref, sid, part);
  const language = await host.service.request('bodyLanguage', { ref, key, part: body }).catch(() => 'plaintext');
  return virtualName(source, ref, sid, part, endings[language] ?? 'txt');
}

/** Tab name of a virtual document: the capture's name and the number people quote. */
export function virtualName(
  source: vscode.Uri,
  ref: ArtifactRef,
  sid: number | undefined,
  part: string | undefined,
  ending?: string,
): string {
  const base = ref.inner?.at(-1)?.split('/').pop() ?? nameOf(source);
  if (sid === undefined) return part && part !== 'file' ? `${base} ${part}` : base;
  if (!part || part === 'session') return `${base} #${sid}.edge-sync-session`;
  return `${base} #${sid}.${part}.${ending ?? endingOf(part)}`;
}

/** Parts that are a language of their own. */
function endingOf(part: string): string {
  if (part === 'token' || part === 'entry') return 'json';
  return part === 'license' ? 'xml' : part === 'raw' || part === 'headers' ? 'edge-sync-session' : 'txt';
}
