import * as vscode from 'vscode';

/** At most this many files and levels of a folder are looked at. */
export const folderLimits = { files: 500, depth: 4 };

const interesting = /\.(saz|har|txt|json|csv|html?|mhtml|log|gz|zip|eml|msg)$/i;
const skipped = /^(node_modules|\.git|\.vscode|dist|out)$/i;

/** True for names that may belong to a ticket. */
export function isTicketFile(name: string): boolean {
  return interesting.test(name);
}

export interface FolderWalk {
  readonly files: readonly vscode.Uri[];
  /** More files were there than {@link folderLimits} allows. */
  readonly isCut: boolean;
  /** Folders below the last level were left out. */
  readonly isDeeper: boolean;
  readonly unreadable: readonly { readonly uri: vscode.Uri; readonly reason: string }[];
}

/**
 * Files of a folder that may belong to a ticket, by name; walked with caps, without a search index. Links to folders
 * are not followed, so that a circle cannot trap the walk.
 */
export async function ticketFiles(folder: vscode.Uri): Promise<FolderWalk> {
  const files: vscode.Uri[] = [];
  const unreadable: { uri: vscode.Uri; reason: string }[] = [];
  let isCut = false;
  let isDeeper = false;
  const walk = async (uri: vscode.Uri, depth: number): Promise<void> => {
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(uri);
    } catch (error) {
      unreadable.push({ uri, reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    for (const [name, type] of entries.sort(([a], [b]) => a.localeCompare(b))) {
      const child = vscode.Uri.joinPath(uri, name);
      if (type & vscode.FileType.Directory) {
        if (skipped.test(name) || type & vscode.FileType.SymbolicLink) continue;
        if (depth < folderLimits.depth) await walk(child, depth + 1);
        else isDeeper = true;
      } else if (isTicketFile(name)) {
        if (files.length >= folderLimits.files) isCut = true;
        else files.push(child);
      }
    }
  };
  await walk(folder, 1);
  return { files, isCut, isDeeper, unreadable };
}
