import * as vscode from 'vscode';
import type { ArtifactRef } from '../analysis/protocol';

/** Scheme of the read-only virtual documents: sessions, bodies, tokens, attachments, pasted text, reports. */
export const scheme = 'edge-sync';

/** What a virtual document shows. Nothing revealed is ever part of it, so it survives a reload. */
export interface VirtualPlace {
  readonly ref: ArtifactRef;
  readonly session?: number;
  /** `session`, `request.body`, `response.body`, `entry`, `report`, `file`, a tab of the inspector, `message.N`. */
  readonly part: string;
}

/** URI of a virtual document: a readable name for the tab, the place in the query. */
export function virtualUri(place: VirtualPlace, name: string): vscode.Uri {
  const query = JSON.stringify({
    u: place.ref.uri,
    i: place.ref.inner?.length ? place.ref.inner : undefined,
    x: place.ref.index || undefined,
    s: place.session,
    p: place.part,
  });
  return vscode.Uri.from({ scheme, path: `/${name.replace(/[\\/?\u0000-\u001f]+/g, '_')}`, query });
}

/** The place of a virtual document; undefined for a URI that is not ours or damaged. */
export function virtualPlace(uri: vscode.Uri): VirtualPlace | undefined {
  if (uri.scheme !== scheme) return undefined;
  try {
    const query = JSON.parse(uri.query) as { u?: unknown; i?: unknown; x?: unknown; s?: unknown; p?: unknown };
    if (typeof query.u !== 'string' || typeof query.p !== 'string') return undefined;
    return {
      ref: {
        uri: query.u,
        ...(Array.isArray(query.i) ? { inner: query.i.map(String) } : {}),
        ...(typeof query.x === 'number' ? { index: query.x } : {}),
      },
      ...(typeof query.s === 'number' ? { session: query.s } : {}),
      part: query.p,
    };
  } catch {
    return undefined;
  }
}

/** The ref of a document: the file itself, or what a virtual document of an attachment stands for. */
export function refOf(uri: vscode.Uri): ArtifactRef {
  const place = virtualPlace(uri);
  return place ? place.ref : { uri: uri.toString() };
}

/** File name of a URI for titles; the innermost name for attachments. */
export function nameOf(uri: vscode.Uri): string {
  const place = virtualPlace(uri);
  const inner = place?.ref.inner?.at(-1);
  const path = inner ?? uri.path;
  return path.split('/').pop() || uri.toString();
}

/** File name of a ref: the innermost one. */
export function nameOfRef(ref: ArtifactRef): string {
  return ref.inner?.at(-1)?.split('/').pop() || nameOf(vscode.Uri.parse(ref.uri, true));
}

/** URI under which VS Code opens the file of a ref: the file itself, or a virtual document of an attachment. */
export function documentUri(ref: ArtifactRef): vscode.Uri {
  return ref.inner?.length ? virtualUri({ ref, part: 'file' }, nameOfRef(ref)) : vscode.Uri.parse(ref.uri, true);
}
