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
        virtualName(source, ref, key === undefined ? undefined : await sidOf(host, ref, key), part),
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

async function sidOf(host: Host, ref: ArtifactRef, key: number): Promise<number> {
  await host.open(ref, nameOf(vscode.Uri.parse(ref.uri)));
  return host.service.request('sid', { ref, key }).catch(() => key);
}

/** Tab name of a virtual document: the capture's name and the number people quote. */
export function virtualName(
  source: vscode.Uri,
  ref: ArtifactRef,
  sid: number | undefined,
  part: string | undefined,
): string {
  const base = ref.inner?.at(-1)?.split('/').pop() ?? nameOf(source);
  if (sid === undefined) return part && part !== 'file' ? `${base} ${part}` : base;
  const suffix = part && part !== 'session' ? `.${part}` : '';
  return `${base} #${sid}${suffix}.edge-sync-session`;
}
