import * as vscode from 'vscode';
import { isAllowedLink } from '../knowledge/links';

export type OpenerCall =
  | { readonly type: 'link'; readonly url: string }
  | { readonly type: 'copy'; readonly text: string };

/**
 * The one way out: links and the clipboard. Links open only when their host is on the knowledge's allow-list; in tests
 * the calls are recorded instead of leaving VS Code.
 */
export class Opener {
  readonly calls: OpenerCall[] = [];

  constructor(private readonly recordOnly: boolean) {}

  async openLink(url: string): Promise<boolean> {
    if (!url.startsWith('https:') || !isAllowedLink(url)) return false;
    if (this.recordOnly) {
      this.calls.push({ type: 'link', url });
      return true;
    }
    return vscode.env.openExternal(vscode.Uri.parse(url, true));
  }

  async copy(text: string): Promise<void> {
    if (this.recordOnly) this.calls.push({ type: 'copy', text });
    await vscode.env.clipboard.writeText(text);
  }
}
