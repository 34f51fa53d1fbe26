import * as vscode from 'vscode';
import type { ArtifactRef } from '../../analysis/protocol';
import { showComparison } from '../editors/comparePanel';
import type { Host } from '../host';
import { nameOf, refOf } from '../refs';
import type { FileCommands } from './files';
import { saveCopy } from './save';

type ReportFormat = 'markdown' | 'html' | 'sarif' | 'customer';

/** Commands that make something to hand on: reports, redacted copies, exports, comparisons. */
export class OutputCommands {
  constructor(
    private readonly host: Host,
    private readonly files: FileCommands,
  ) {}

  readonly exportReport = async (given?: unknown): Promise<void> => {
    const from = this.target(given);
    if (!from) return;
    const formats: { label: string; format: ReportFormat; extension: string }[] = [
      { label: this.host.t('host.reportMarkdown'), format: 'markdown', extension: 'md' },
      { label: this.host.t('host.reportHtml'), format: 'html', extension: 'html' },
      { label: this.host.t('host.reportCustomer'), format: 'customer', extension: 'md' },
      { label: this.host.t('host.reportSarif'), format: 'sarif', extension: 'sarif' },
    ];
    const chosen = await vscode.window.showQuickPick(formats, { placeHolder: this.host.t('host.reportFormat') });
    if (!chosen) return;
    await this.host.attempt(async () => {
      const refs = this.caseRefs.length ? this.caseRefs : [from.ref];
      const report = await this.host.service.request('report', { refs, format: chosen.format });
      const name = `${from.name}.${chosen.extension}`;
      if (chosen.extension === 'md') await this.files.showMarkdown(name, report);
      await saveCopy(this.host, new TextEncoder().encode(report), name, from.uri);
    });
  };

  readonly shareRedactedCopy = async (given?: unknown): Promise<void> => {
    const from = this.target(given);
    if (!from) return;
    await this.host.attempt(async () => {
      await this.host.open(from.ref, from.name);
      const copy = await this.host.service.request('redact', { ref: from.ref, as: 'same' });
      const list = copy.replaced.map(({ class: name, count }) => `- ${name}: ${count}`).join('\n');
      const notJudged = copy.notJudged.map((line) => `- ${line}`).join('\n');
      const preview = this.host.t('host.redactionPreview', {
        name: copy.name,
        list: list || '-',
        notJudged: notJudged || '-',
      });
      await this.files.showMarkdown(this.host.t('host.redactionName'), preview);
      // Not a notification: it goes away by itself, and the list must be readable for as long as it takes.
      const save = this.host.t('host.saveButton');
      const answer = await vscode.window.showQuickPick([save], {
        placeHolder: this.host.t('host.redactionDone', {
          count: copy.replaced.reduce((sum, one) => sum + one.count, 0),
        }),
        ignoreFocusOut: true,
      });
      if (answer === save) await saveCopy(this.host, copy.bytes, copy.name, from.uri);
    });
  };

  readonly compareWith = async (given?: unknown, selected?: unknown): Promise<void> => {
    const both =
      Array.isArray(selected) && selected.length === 2 ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
    const [first, second] = both.length === 2 ? both : [this.target(given)?.uri, await this.askForFile()];
    if (!first || !second) return;
    await this.host.attempt(async () => {
      const [a, b] = [refOf(first), refOf(second)];
      const [before, after] = [nameOf(first), nameOf(second)];
      showComparison(this.host, [
        { ref: a, name: before, view: await this.host.open(a, before) },
        { ref: b, name: after, view: await this.host.open(b, after) },
      ]);
    });
  };

  /** Files of the open ticket; set by the case view. */
  caseRefs: readonly ArtifactRef[] = [];

  private target(given: unknown): { ref: ArtifactRef; uri: vscode.Uri; name: string } | undefined {
    const from =
      given instanceof vscode.Uri ? { ref: refOf(given), uri: given, name: nameOf(given) } : this.host.activeRef();
    if (!from) vscode.window.setStatusBarMessage(this.host.t('host.nothingOpen'), 5000);
    return from;
  }

  private async askForFile(): Promise<vscode.Uri | undefined> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: false,
      title: this.host.t('host.compareTitle'),
    });
    return chosen?.[0];
  }
}
