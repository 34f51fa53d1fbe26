import * as vscode from 'vscode';
import { refOfId } from '../../analysis/artifactIds';
import type { ArtifactRef } from '../../analysis/protocol';
import type { FindingView, PowershellView } from '../../analysis/views';
import { showPlace } from '../documents/show';
import type { InspectorEditors } from '../editors/provider';
import type { Host } from '../host';
import type { FixArguments } from '../language/codeActions';
import { codeOf, diagnosticSource } from '../language/convert';
import type { RecognizedDocuments } from '../language/documents';
import { nameOf, refOf } from '../refs';
import { findingOfItem } from '../views/caseItems';

/** What a command may be called with: our own arguments, a URI from a menu, a marker from the Problems view, nothing. */
type Given = unknown;

interface Chosen {
  readonly ref: ArtifactRef;
  readonly finding: FindingView;
  readonly index: number;
}

/** Commands that act on one finding; every way to call them ends here. */
export class FindingCommands {
  constructor(
    private readonly host: Host,
    private readonly documents: RecognizedDocuments,
    private readonly editors: InspectorEditors,
  ) {}

  /** Files of the open ticket; set by the case view. */
  caseRefs: readonly ArtifactRef[] = [];

  readonly openDocumentedFix = async (given: Given): Promise<void> => {
    const chosen = await this.choose(given, (finding) => finding.links.length > 0);
    if (!chosen) return;
    const link = chosen.finding.links[chosen.index] ?? chosen.finding.links[0];
    if (link) await this.host.opener.openLink(link.url);
  };

  readonly copyCheckCommand = (given: Given): Promise<void> => this.copyCommand(given, 'check');
  readonly copyChangeCommand = (given: Given): Promise<void> => this.copyCommand(given, 'change');

  readonly copyEdgeAddress = async (given: Given): Promise<void> => {
    const addresses = (finding: FindingView) => finding.open.filter((address) => address.startsWith('edge://'));
    const chosen = await this.choose(given, (finding) => addresses(finding).length > 0);
    if (!chosen) return;
    const address = addresses(chosen.finding)[chosen.index] ?? addresses(chosen.finding)[0];
    if (address) await this.copy(address, address);
  };

  /** Markdown of one finding, or of everything when no finding is meant. */
  readonly copyForTicket = async (given: Given): Promise<void> => {
    const active = this.host.activeRef();
    const ofCase = findingOfItem(given);
    if (ofCase && this.caseRefs.length) {
      const text = await this.attempt(() =>
        this.host.service.request('report', { refs: this.caseRefs, format: 'finding', finding: ofCase.id }),
      );
      if (text !== undefined) await this.copy(text, this.host.t('host.ticketText'));
      return;
    }
    const meant = this.finding(given);
    const ref = meant?.ref ?? (given instanceof vscode.Uri ? refOf(given) : active?.ref);
    if (!ref) {
      this.tell('host.nothingOpen');
      return;
    }
    // Text documents are analyzed by their text alone: the report needs the artifact behind it.
    await this.host.open(ref, ref.inner?.at(-1) ?? nameOf(vscode.Uri.parse(ref.uri)));
    const text = await this.attempt(() =>
      this.host.service.request('report', {
        refs: [ref],
        format: meant ? 'finding' : 'markdown',
        ...(meant ? { finding: meant.id } : {}),
      }),
    );
    if (text !== undefined) await this.copy(text, this.host.t('host.ticketText'));
  };

  readonly showInText = async (given: Given): Promise<void> => {
    const chosen = await this.choose(given, (finding) => finding.evidence.length > 0);
    const evidence = chosen?.finding.evidence[chosen.index] ?? chosen?.finding.evidence[0];
    if (!chosen || !evidence) return;
    await showPlace(
      this.host,
      evidence.place.artifact ? refOfId(evidence.place.artifact) : chosen.ref,
      evidence.place,
      evidence.place.session,
    );
  };

  readonly ignoreCondition = async (given: Given): Promise<void> => {
    const chosen = await this.choose(given, () => true);
    if (!chosen) return;
    const settings = vscode.workspace.getConfiguration('edgeSync');
    const ignored = new Set(settings.get<string[]>('ignoredConditions', []));
    ignored.add(chosen.finding.id);
    const target = vscode.workspace.workspaceFolders?.length
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await settings.update('ignoredConditions', [...ignored], target);
  };

  private async copyCommand(given: Given, kind: PowershellView['kind']): Promise<void> {
    const chosen = await this.choose(given, (finding) => finding.powershell.some((command) => command.kind === kind));
    if (!chosen) return;
    const at = chosen.finding.powershell[chosen.index];
    const command = at?.kind === kind ? at : chosen.finding.powershell.find((one) => one.kind === kind);
    if (!command) return;
    if (kind === 'change' && !(await this.confirmChange(command))) return;
    await this.copy(command.text, this.host.t('host.command'));
  }

  /** A change names what it touches and how to take it back before it reaches the clipboard. */
  private async confirmChange(command: PowershellView): Promise<boolean> {
    const copy = this.host.t('host.copyButton');
    const answer = await vscode.window.showWarningMessage(
      this.host.t('host.changeTitle', { scope: command.scope }),
      { modal: true, detail: this.host.t('host.changeDetail', { command: command.text, undo: command.undo ?? '-' }) },
      copy,
    );
    return answer === copy;
  }

  private async copy(text: string, what: string): Promise<void> {
    await this.host.opener.copy(text);
    vscode.window.setStatusBarMessage(this.host.t('host.copied', { what }), 3000);
  }

  /** The finding a caller means, without asking. */
  private finding(given: Given): { ref: ArtifactRef; id: string; index: number } | undefined {
    if (isFixArguments(given)) {
      return { ref: refOf(vscode.Uri.parse(given.uri)), id: given.finding, index: given.index ?? 0 };
    }
    const marker = markerOf(given);
    return marker && { ref: refOf(marker.uri), id: marker.code, index: 0 };
  }

  /** The finding a caller means; asks when the call names none. */
  private async choose(given: Given, fits: (finding: FindingView) => boolean): Promise<Chosen | undefined> {
    const ofCase = findingOfItem(given);
    if (ofCase) {
      const ref = refOfId(ofCase.evidence[0]?.place.artifact ?? '');
      if (fits(ofCase)) return { ref, finding: ofCase, index: 0 };
      this.tell('host.nothingToDo');
      return undefined;
    }
    const meant = this.finding(given);
    const ref = meant?.ref ?? (given instanceof vscode.Uri ? refOf(given) : this.host.activeRef()?.ref);
    if (!ref) {
      this.tell('host.nothingOpen');
      return undefined;
    }
    const findings = await this.findingsOf(ref);
    if (meant) {
      const finding = findings.find(({ id }) => id === meant.id);
      if (finding && fits(finding)) return { ref, finding, index: meant.index };
      this.tell('host.nothingToDo');
      return undefined;
    }
    const candidates = findings.filter(fits);
    const at = this.findingAtCursor(candidates);
    if (at) return { ref, finding: at, index: 0 };
    if (candidates.length === 0) {
      this.tell('host.noFinding');
      return undefined;
    }
    const picked = await vscode.window.showQuickPick(
      candidates.map((finding) => ({ label: finding.title, description: finding.id, detail: finding.cause, finding })),
      { placeHolder: this.host.t('host.chooseFinding'), matchOnDescription: true },
    );
    return picked && { ref, finding: picked.finding, index: 0 };
  }

  /** The finding selected in our editor or marked under the text cursor. */
  private findingAtCursor(candidates: readonly FindingView[]): FindingView | undefined {
    const selected = this.editors.active?.context['finding'];
    const editor = vscode.window.activeTextEditor;
    const marked =
      selected === undefined && editor
        ? vscode.languages
            .getDiagnostics(editor.document.uri)
            .filter(({ source, range }) => source === diagnosticSource && range.contains(editor.selection.active))
            .map(codeOf)
        : [];
    const wanted = selected === undefined ? marked : [String(selected)];
    return candidates.find(({ id }) => wanted.includes(id));
  }

  private async findingsOf(ref: ArtifactRef): Promise<readonly FindingView[]> {
    const text = vscode.workspace.textDocuments.find((document) => document.uri.toString() === ref.uri);
    const analysis = text && (await this.documents.analysis(text));
    if (analysis) return analysis.findings;
    await this.host.open(ref, ref.inner?.at(-1) ?? ref.uri.split('/').pop() ?? ref.uri);
    return (await this.attempt(() => this.host.service.request('findings', { ref })))?.findings ?? [];
  }

  private async attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
      return undefined;
    }
  }

  private tell(key: 'host.nothingOpen' | 'host.nothingToDo' | 'host.noFinding'): void {
    vscode.window.setStatusBarMessage(this.host.t(key), 5000);
  }
}

function isFixArguments(given: Given): given is FixArguments {
  return typeof given === 'object' && given !== null && 'finding' in given && typeof given.finding === 'string';
}

/** A row of the Problems view's context menu: VS Code hands over the marker with its resource. */
function markerOf(given: Given): { uri: vscode.Uri; code: string } | undefined {
  if (!given || given instanceof vscode.Uri || typeof given !== 'object') return undefined;
  const { marker, resource } = given as { marker?: { code?: unknown; resource?: unknown }; resource?: unknown };
  const code = marker?.code;
  const value = typeof code === 'object' && code !== null && 'value' in code ? code.value : code;
  const where = resource ?? marker?.resource;
  if (typeof value !== 'string' || !where) return undefined;
  const uri = where instanceof vscode.Uri ? where : vscode.Uri.from(where as { scheme: string; path: string });
  return { uri, code: value };
}
