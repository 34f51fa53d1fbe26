import * as vscode from 'vscode';
import type { Host } from '../host';

/** Asks where a copy goes and writes it; the original is never written over. */
export async function saveCopy(host: Host, bytes: Uint8Array, name: string, source: vscode.Uri): Promise<void> {
  const folder =
    source.scheme === 'file' ? vscode.Uri.joinPath(source, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {});
  if (!target) return;
  if (target.toString() === source.toString()) {
    void vscode.window.showInformationMessage(host.t('host.neverOverwrite'));
    return;
  }
  await vscode.workspace.fs.writeFile(target, bytes);
}
