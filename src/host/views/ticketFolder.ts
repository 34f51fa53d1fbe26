import * as vscode from 'vscode';

/** At most this many files and levels of a folder are looked at. */
const maxFiles = 500;
const maxDepth = 4;

const interesting = /\.(saz|har|txt|json|csv|html?|mhtml|log|gz|zip|eml|msg)$/i;
const skipped = /^(node_modules|\.git|\.vscode|dist|out)$/i;

/** Files of a folder that may belong to a ticket, by name; walked with caps, without a search index. */
export async function ticketFiles(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const walk = async (uri: vscode.Uri, depth: number): Promise<void> => {
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(uri);
    } catch {
      return;
    }
    for (const [name, type] of entries.sort(([a], [b]) => a.localeCompare(b))) {
      if (found.length >= maxFiles) return;
      const child = vscode.Uri.joinPath(uri, name);
      if (type & vscode.FileType.Directory) {
        if (depth < maxDepth && !skipped.test(name)) await walk(child, depth + 1);
      } else if (interesting.test(name)) {
        found.push(child);
      }
    }
  };
  await walk(folder, 1);
  return found;
}
