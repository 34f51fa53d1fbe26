import * as vscode from 'vscode';
import { refKey } from '../../analysis/artifactIds';
import type { Host } from '../host';
import { nameOf, virtualPlace } from '../refs';

/**
 * Read-only file system behind `edge-sync:` documents. The text of a document is made by the service from its place,
 * masked; nothing is kept here but what VS Code asked for last.
 */
export class VirtualFileSystem implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly contents = new Map<string, { bytes: Uint8Array; time: number }>();

  constructor(private readonly host: Host) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, time } = await this.load(uri);
    return {
      type: vscode.FileType.File,
      ctime: time,
      mtime: time,
      size: bytes.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.load(uri)).bytes;
  }

  /** Makes VS Code read the documents of a file again, for instance once its password is known. */
  refresh(ref: { uri: string }): void {
    const events: vscode.FileChangeEvent[] = [];
    for (const key of [...this.contents.keys()]) {
      const uri = vscode.Uri.parse(key, true);
      if (virtualPlace(uri)?.ref.uri !== ref.uri) continue;
      this.contents.delete(key);
      events.push({ type: vscode.FileChangeType.Changed, uri });
    }
    if (events.length) this.changed.fire(events);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async load(uri: vscode.Uri): Promise<{ bytes: Uint8Array; time: number }> {
    const key = uri.toString();
    const known = this.contents.get(key);
    if (known) return known;
    const loaded = { bytes: await this.read(uri), time: Date.now() };
    this.contents.set(key, loaded);
    if (this.contents.size > 64) {
      const oldest = this.contents.keys().next().value;
      if (oldest !== undefined) this.contents.delete(oldest);
    }
    return loaded;
  }

  private async read(uri: vscode.Uri): Promise<Uint8Array> {
    const place = virtualPlace(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    // Our own reports are made without secrets; what people paste is masked like any file.
    const report = place.part === 'report' ? this.host.sources.pasted(place.ref.uri) : undefined;
    if (report !== undefined) return encode(report);
    const view = await this.host.open(place.ref, nameOf(uri));
    if (view.editor === 'none' && (place.part !== 'file' || view.bytes === 0)) return encode(view.message);
    try {
      const document = await this.host.service.request('virtualDocument', {
        ref: place.ref,
        ...(place.session === undefined ? {} : { session: place.session }),
        part: place.part,
      });
      return encode(document.missing ?? document.text);
    } catch (error) {
      this.host.log.warn(`no text for ${refKey(place.ref)}`);
      return encode(this.host.explain(error));
    }
  }
}

function encode(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
