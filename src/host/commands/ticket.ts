import * as vscode from 'vscode';
import { refOfId } from '../../analysis/artifactIds';
import type { ArtifactRef } from '../../analysis/protocol';
import type { CaseLinkView, LinkedSessionView } from '../../analysis/views';
import type { Place } from '../../artifacts/place';
import type { Language } from '../../text';
import type { InspectorEditors } from '../editors/provider';
import type { Host } from '../host';
import { codeOf, diagnosticSource } from '../language/convert';
import { nameOfRef } from '../refs';
import { findingOfItem, sessionOfItem } from '../views/caseItems';
import type { CaseView } from '../views/caseView';
import { showTimeline, type TimelineDocuments } from '../views/timeline';

/** Commands that act on the open ticket as a whole, or lead from one of its files to another. */
export class TicketCommands {
  constructor(
    private readonly host: Host,
    private readonly editors: InspectorEditors,
    private readonly view: CaseView,
    private readonly timelines: TimelineDocuments,
  ) {}

  /** From a finding to the sessions that show it: one is opened, several are listed. */
  readonly showSessions = async (given?: unknown): Promise<void> => {
    const session = sessionOfItem(given);
    if (session) return this.showSession(session);
    const link = this.linkOf(given, ({ sessions }) => sessions.length > 0, 'case.noSessions');
    const [first] = link?.sessions ?? [];
    if (!link || !first) return;
    const same = link.sessions.filter(({ artifact }) => artifact === first.artifact);
    if (same.length === 1) return this.showSession(first);
    const query = `sid:${[...new Set(same.map(({ sid }) => sid))].join(',')}`;
    await this.show(refOfId(first.artifact), { session: first.key, finding: link.finding, query });
  };

  /** From a finding of a capture to the place of a dump that shows it. */
  readonly showInDump = async (given?: unknown): Promise<void> => {
    const link = this.linkOf(given, ({ dump }) => dump.length > 0, 'case.noDumpPlace');
    const place = link?.dump[0]?.place;
    if (!link || !place) return;
    const ref = refOfId(place.artifact);
    const shown = this.findingAt(place) ?? link.finding;
    await this.show(ref, { finding: shown, place });
  };

  /** Shows a place of any file of the ticket, or a file itself, in the editor for its kind. */
  readonly showPlace = async (given?: unknown): Promise<void> => {
    if (typeof given !== 'object' || given === null) return;
    if ('ref' in given) return this.show((given as { ref: ArtifactRef }).ref, {});
    const place = given as Place;
    if (typeof place.artifact !== 'string') return;
    const ref = refOfId(place.artifact);
    if (place.session !== undefined) return this.show(ref, { session: place.session, place });
    const finding = this.findingAt(place);
    await this.show(ref, { ...(finding === undefined ? {} : { finding }), place });
  };

  /** The questions to the customer as one text, in the language that the customer reads. */
  readonly copyQuestions = async (): Promise<void> => {
    const open = this.view.current;
    if (!open) return this.tell('case.noCase');
    const items: (vscode.QuickPickItem & { language: Language })[] = [
      { label: this.host.t('case.english'), language: 'en' },
      { label: this.host.t('case.german'), language: 'de' },
    ];
    if (this.host.language === 'de') items.reverse();
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: this.host.t('case.askLanguage') });
    if (!chosen) return;
    await this.host.opener.copy(open.found.askText[chosen.language]);
    vscode.window.setStatusBarMessage(this.host.t('host.copied', { what: this.host.t('case.askCopied') }), 3000);
  };

  /** Ticket text of the whole case. */
  readonly copyCase = async (): Promise<void> => {
    const open = this.view.current;
    if (!open) return this.tell('case.noCase');
    try {
      const text = await this.host.service.request('report', { refs: open.ticket.refs, format: 'markdown' });
      await this.host.opener.copy(text);
      vscode.window.setStatusBarMessage(this.host.t('host.copied', { what: this.host.t('host.ticketText') }), 3000);
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
    }
  };

  /** The merged timeline of all files, with what the clocks differ by. */
  readonly showTimeline = async (): Promise<void> => {
    const open = this.view.current;
    if (!open) return this.tell('case.noCase');
    try {
      await showTimeline(this.host, this.timelines, open);
    } catch (error) {
      void vscode.window.showInformationMessage(this.host.explain(error));
    }
  };

  private showSession({ artifact, key }: LinkedSessionView): Promise<void> {
    return this.show(refOfId(artifact), { session: key });
  }

  private async show(ref: ArtifactRef, what: Parameters<InspectorEditors['show']>[2]): Promise<void> {
    await this.editors.show(ref, nameOfRef(ref), what);
  }

  /** The links of the finding that a caller means, or that is selected; says so when there are none. */
  private linkOf(
    given: unknown,
    fits: (link: CaseLinkView) => boolean,
    none: 'case.noSessions' | 'case.noDumpPlace',
  ): CaseLinkView | undefined {
    const open = this.view.current;
    if (!open) {
      this.tell('case.noCase');
      return undefined;
    }
    const id = findingOfItem(given)?.id ?? idOf(given) ?? this.selected();
    const link = open.found.links.find(({ finding }) => finding === id);
    if (link && fits(link)) return link;
    this.tell(none);
    return undefined;
  }

  /** The finding selected in our editor, or marked under the cursor of a text editor. */
  private selected(): string | undefined {
    const inEditor = this.editors.active?.context['finding'];
    if (inEditor) return String(inEditor);
    const text = vscode.window.activeTextEditor;
    const marked = text
      ? vscode.languages
          .getDiagnostics(text.document.uri)
          .find(({ source, range }) => source === diagnosticSource && range.contains(text.selection.active))
      : undefined;
    return marked && codeOf(marked);
  }

  /** The finding of the case whose evidence lies exactly there. */
  private findingAt(place: Place): string | undefined {
    const wanted = JSON.stringify([place.artifact, place.range]);
    return this.view.current?.found.findings.find(({ evidence }) =>
      evidence.some((one) => JSON.stringify([one.place.artifact, one.place.range]) === wanted),
    )?.id;
  }

  private tell(key: 'case.noCase' | 'case.noSessions' | 'case.noDumpPlace'): void {
    vscode.window.setStatusBarMessage(this.host.t(key), 5000);
  }
}

function idOf(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if ('finding' in given && typeof given.finding === 'string') return given.finding;
  // A row of the Problems view.
  const code = (given as { marker?: { code?: unknown } }).marker?.code;
  const value = typeof code === 'object' && code !== null && 'value' in code ? code.value : code;
  return typeof value === 'string' ? value : undefined;
}
