import * as vscode from 'vscode';
import type { ArtifactRef, Result } from '../../analysis/protocol';
import type { ChainView, FindingView } from '../../analysis/views';
import type { Host } from '../host';
import type { FixArguments } from '../language/codeActions';
import { nameOf, refOf } from '../refs';
import { ticketFiles } from './ticketFolder';

type Case = Result<'caseFindings'>;

type Item =
  | { readonly type: 'group'; readonly label: string; readonly children: readonly Item[] }
  | { readonly type: 'finding'; readonly finding: FindingView; readonly consequences: readonly FindingView[] }
  | { readonly type: 'evidence'; readonly finding: FindingView; readonly index: number }
  | { readonly type: 'artifact'; readonly ref: ArtifactRef; readonly name: string; readonly detail: string }
  | { readonly type: 'chain'; readonly step: ChainView };

const severityIcons: Record<FindingView['severity'], vscode.ThemeIcon> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

const stateIcons: Record<ChainView['state'], vscode.ThemeIcon> = {
  passed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  'never-asked': new vscode.ThemeIcon('circle-outline'),
  'not-decrypted': new vscode.ThemeIcon('lock'),
};

/** The view "Edge Sync Case": what the files of one ticket say together. */
export class CaseView implements vscode.TreeDataProvider<Item> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private items: readonly Item[] = [];

  constructor(
    private readonly host: Host,
    private readonly onCase: (refs: readonly ArtifactRef[]) => void,
  ) {
    host.context.subscriptions.push(this.changed, vscode.window.registerTreeDataProvider('edgeSync.case', this));
  }

  /** Reads every artifact of a folder and shows the case; opens nothing by itself. */
  async openFolder(given?: unknown): Promise<Case | undefined> {
    const folder = given instanceof vscode.Uri ? given : await this.askForFolder();
    if (!folder) return undefined;
    return vscode.window.withProgress(
      { location: { viewId: 'edgeSync.case' }, title: this.host.t('host.readingCase') },
      async () => this.show(await ticketFiles(folder)),
    );
  }

  /** Shows the case of these files. */
  async show(files: readonly vscode.Uri[]): Promise<Case | undefined> {
    const refs: ArtifactRef[] = [];
    for (const uri of files) {
      const ref = refOf(uri);
      const view = await this.host.open(ref, nameOf(uri));
      if (view.editor !== 'none') refs.push(ref);
    }
    this.onCase(refs);
    try {
      const found = await this.host.service.request('caseFindings', { refs });
      this.items = this.arrange(found);
      await vscode.commands.executeCommand('setContext', 'edgeSync.hasCase', true);
      this.changed.fire();
      return found;
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
      return undefined;
    }
  }

  getChildren(item?: Item): Item[] {
    if (!item) return [...this.items];
    if (item.type === 'group') return [...item.children];
    if (item.type === 'finding') {
      return [
        ...item.finding.evidence.map((_evidence, index): Item => ({ type: 'evidence', finding: item.finding, index })),
        ...item.consequences.map((finding): Item => ({ type: 'finding', finding, consequences: [] })),
      ];
    }
    return [];
  }

  getTreeItem(item: Item): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    switch (item.type) {
      case 'group':
        return new vscode.TreeItem(item.label, Expanded);
      case 'finding': {
        const node = new vscode.TreeItem(item.finding.title, Collapsed);
        node.iconPath = severityIcons[item.finding.severity];
        node.description = item.finding.rootCause ? this.host.t('host.rootCause') : item.finding.causedByText;
        node.tooltip = item.finding.cause;
        node.contextValue = 'finding';
        return node;
      }
      case 'evidence': {
        const place = item.finding.evidence[item.index];
        const node = new vscode.TreeItem(place?.label ?? '', None);
        node.description = place?.text ?? '';
        node.iconPath = new vscode.ThemeIcon('go-to-file');
        const args: FixArguments = { uri: place?.place.artifact ?? '', finding: item.finding.id, index: item.index };
        node.command = { command: 'edgeSync.showInText', title: place?.label ?? '', arguments: [args] };
        return node;
      }
      case 'artifact': {
        const node = new vscode.TreeItem(item.name, None);
        node.description = item.detail;
        node.iconPath = new vscode.ThemeIcon('file');
        const uri = vscode.Uri.parse(item.ref.uri);
        node.command = { command: 'edgeSync.openWith', title: item.name, arguments: [uri] };
        return node;
      }
      case 'chain': {
        const node = new vscode.TreeItem(item.step.title, None);
        node.description = `${item.step.stateText} · ${item.step.reason}`;
        node.iconPath = stateIcons[item.step.state];
        return node;
      }
    }
  }

  private arrange(found: Case): Item[] {
    const roots = found.findings.filter((finding) => finding.causedBy.length === 0);
    const finding = (root: FindingView): Item => ({
      type: 'finding',
      finding: root,
      consequences: found.findings.filter((one) => one.causedBy.includes(root.id)),
    });
    return [
      {
        type: 'group',
        label: this.host.t('host.caseFindings', { count: found.findings.length }),
        children: roots.map(finding),
      },
      {
        type: 'group',
        label: this.host.t('host.caseChain'),
        children: found.chain.map((step): Item => ({ type: 'chain', step })),
      },
      {
        type: 'group',
        label: this.host.t('host.caseArtifacts', { count: found.artifacts.length }),
        children: found.artifacts.map(
          ({ ref, name, formText, summary }): Item => ({ type: 'artifact', ref, name, detail: summary || formText }),
        ),
      },
    ];
  }

  private async askForFolder(): Promise<vscode.Uri | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 1) return folders[0]?.uri;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: this.host.t('host.openFolderTitle'),
    });
    return chosen?.[0];
  }
}
