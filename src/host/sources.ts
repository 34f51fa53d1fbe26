import * as vscode from 'vscode';
import { pastedScheme } from '../analysis/artifactIds';
import type { ArtifactRef, SourceGiven } from '../analysis/protocol';
import type { HostEnvironment } from './workerPort';

/** Files that must be read whole (web, remote file systems) may be this large: the worker holds them in memory. */
export const wholeReadLimit = 512 * 1024 * 1024;

/** Pasted texts beyond this sum of characters are let go, the oldest first. */
const pastedLimit = 64 * 1024 * 1024;

export class TooLargeError extends Error {
  constructor(readonly bytes: number) {
    super(`${bytes} bytes`);
  }
}

/**
 * How the service gets at a file: by path where the worker can read the disk, else the bytes. Pasted text comes from
 * {@link pasted}.
 */
export class Sources {
  private readonly pastedTexts = new Map<string, string>();
  private pastedCount = 0;

  constructor(private readonly environment: HostEnvironment) {}

  /** Keeps a pasted text in memory under a URI of ours; nothing is written to disk. */
  keepPasted(text: string): string {
    const uri = `${pastedScheme}:/${++this.pastedCount}`;
    this.pastedTexts.set(uri, text);
    let sum = 0;
    for (const kept of this.pastedTexts.values()) sum += kept.length;
    for (const [oldest, kept] of this.pastedTexts) {
      if (sum <= pastedLimit || oldest === uri) break;
      this.pastedTexts.delete(oldest);
      sum -= kept.length;
    }
    return uri;
  }

  pasted(uri: string): string | undefined {
    return this.pastedTexts.get(uri);
  }

  /** Changes with every version of the file. */
  async stamp(ref: ArtifactRef): Promise<number> {
    if (this.pastedTexts.has(ref.uri)) return 0;
    const edited = editedText(ref);
    // Below zero, so that no version of an unsaved text is taken for one of the file.
    if (edited) return -edited.version;
    return (await vscode.workspace.fs.stat(vscode.Uri.parse(ref.uri, true))).mtime;
  }

  async give(ref: ArtifactRef): Promise<SourceGiven> {
    const pasted = this.pastedTexts.get(ref.uri);
    if (pasted !== undefined) return { type: 'text', text: pasted };
    const edited = editedText(ref);
    if (edited) return { type: 'text', text: edited.getText() };
    const uri = vscode.Uri.parse(ref.uri, true);
    if (uri.scheme === 'file' && this.environment.readsPaths) return { type: 'path', path: uri.fsPath };
    const stat = await vscode.workspace.fs.stat(uri);
    if (stat.size > wholeReadLimit) throw new TooLargeError(stat.size);
    const bytes = await vscode.workspace.fs.readFile(uri);
    // A copy of its own buffer, so that it can be handed over to the worker.
    return { type: 'bytes', bytes: Uint8Array.from(bytes) };
  }
}

/** The file's text as somebody is editing it: findings and reports speak of what is on the screen. */
function editedText(ref: ArtifactRef): vscode.TextDocument | undefined {
  if (ref.inner?.length) return undefined;
  return vscode.workspace.textDocuments.find(
    (document) => (document.isDirty || document.isUntitled) && document.uri.toString() === ref.uri,
  );
}
