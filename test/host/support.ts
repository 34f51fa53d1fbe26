import * as vscode from 'vscode';
import type { OpenedView } from '../../src/analysis/protocol';
import type { TestApi } from '../../src/host/frontDoor';

const id = 'edge-sync-tools.edge-sync-inspector';

/** node:assert does not exist in a web worker. */
export function ok(value: unknown, message = 'assertion failed'): asserts value {
  if (!value) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, message = ''): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${message ? `${message}: ` : ''}got ${a}, expected ${b}`);
}

/** What `until` waits for: anything but these. */
type Found<T> = Exclude<T, false | null | undefined | 0 | ''>;

export async function until<T>(what: string, f: () => T | Promise<T>, ms = 30_000): Promise<Found<T>> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) {
    const value = await f();
    if (value) return value as Found<T>;
  }
  throw new Error(`timed out after ${ms} ms waiting for ${what}`);
}

export function extension(): vscode.Extension<TestApi> {
  const found = vscode.extensions.getExtension<TestApi>(id);
  ok(found, `${id} is not there`);
  return found;
}

export async function api(): Promise<TestApi> {
  const value = await extension().activate();
  ok(value, 'the extension returns no test interface');
  return value;
}

/** The folder the window is open on: a copy of the sample case. */
export function folder(): vscode.Uri {
  const first = vscode.workspace.workspaceFolders?.[0];
  ok(first, 'no folder is open');
  return first.uri;
}

export async function files(): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder());
  return entries
    .filter(([, type]) => type === vscode.FileType.File)
    .map(([name]) => vscode.Uri.joinPath(folder(), name));
}

export async function fileNamed(pattern: RegExp): Promise<vscode.Uri> {
  const found = (await files()).find((uri) => pattern.test(uri.path));
  ok(found, `no file fits ${pattern} in the sample case`);
  return found;
}

export async function write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Opens a file in a custom editor and waits until the page has asked for its content and the service has read it. */
export async function openWith(uri: vscode.Uri, viewType: string): Promise<OpenedView> {
  const { editors } = await (await api()).start();
  let view: OpenedView | undefined;
  const listener = editors.onOpened((document) => {
    if (document.uri.toString() === uri.toString()) view = document.view;
  });
  try {
    await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    ok(input instanceof vscode.TabInputCustom, `${uri.path} is not in a custom editor`);
    equal(input.viewType, viewType);
    return await until(`the content of ${uri.path}`, () => view);
  } finally {
    listener.dispose();
  }
}

export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((d) => d.source === 'edge-sync');
}

/** The stable code of a diagnostic and the address that it links to. */
export function codeOf({ code }: vscode.Diagnostic): { id: string; link?: string } {
  if (code && typeof code === 'object') return { id: String(code.value), link: code.target.toString(true) };
  return { id: String(code) };
}

/** Diagnostics of ours on a document, as soon as there are some. */
export function problemsOf(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  return until(`problems in ${uri.path}`, () => {
    const found = ours(uri);
    return found.length ? found : undefined;
  });
}
