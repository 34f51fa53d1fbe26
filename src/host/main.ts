import * as vscode from 'vscode';
import { ExportCommands } from './commands/export';
import { FileCommands } from './commands/files';
import { FindingCommands } from './commands/findings';
import { OutputCommands } from './commands/output';
import { TicketCommands } from './commands/ticket';
import { VirtualFileSystem } from './documents/fileSystem';
import { InspectorEditors } from './editors/provider';
import { viewTypeFor } from './editors/viewType';
import { Host } from './host';
import { FixActions } from './language/codeActions';
import { Diagnostics } from './language/diagnostics';
import { RecognizedDocuments, selector } from './language/documents';
import { InlineReasons } from './language/inline';
import { TextProviders } from './language/providers';
import { registerTools } from './lm/tools';
import { nameOf, scheme } from './refs';
import { ConditionSettings } from './settings';
import { CaseView } from './views/caseView';
import { TimelineDocuments } from './views/timeline';
import type { HostEnvironment } from './workerPort';

/** A command takes whatever VS Code passes on and looks at it itself. */
type Command = (...args: unknown[]) => unknown;

/** What the front door hands over to: everything that is needed once a file of ours is met. */
export interface Started {
  readonly host: Host;
  readonly editors: InspectorEditors;
  readonly files: VirtualFileSystem;
  readonly caseView: CaseView;
  readonly commands: ReadonlyMap<string, Command>;
}

const noColors: vscode.DocumentColorProvider = {
  provideDocumentColors: () => [],
  provideColorPresentations: () => [],
};

const editorActions = [
  'nextFinding',
  'previousFinding',
  'focusFilter',
  'focusList',
  'nextRegion',
  'previousRegion',
  'copySelection',
  'openActions',
  'extendInspector',
  'statistics',
] as const;

/** Starts the host side; called once per window. */
export function start(context: vscode.ExtensionContext, environment: HostEnvironment): Started {
  const host = new Host(context, environment);
  const editors = new InspectorEditors(host);
  const documents = new RecognizedDocuments(host);
  const virtual = new VirtualFileSystem(host);
  const files = new FileCommands(host);
  const findings = new FindingCommands(host, documents, editors);
  const output = new OutputCommands(host, files);
  const exports = new ExportCommands(host, editors);
  const settings = new ConditionSettings(host, () => {
    documents.reconsiderAll();
    editors.reopenAll();
    caseView.later();
  });
  const caseView = new CaseView(host, editors, (refs) => {
    output.caseRefs = refs;
    findings.caseRefs = refs;
  });
  const timelines = new TimelineDocuments();
  const ticket = new TicketCommands(host, editors, caseView, timelines);
  const providers = new TextProviders(host, documents);
  const everywhere = [...(selector as vscode.DocumentFilter[]), { scheme }];
  context.subscriptions.push(
    documents,
    settings,
    new Diagnostics(host, documents, editors),
    new InlineReasons(documents),
    vscode.languages.registerCodeActionsProvider(selector, new FixActions(host, documents), {
      providedCodeActionKinds: FixActions.kinds,
    }),
    vscode.languages.registerHoverProvider(everywhere, providers),
    vscode.languages.registerDocumentSymbolProvider(everywhere, providers, { label: 'Edge Sync' }),
    vscode.languages.registerFoldingRangeProvider(everywhere, providers),
    vscode.languages.registerDocumentLinkProvider(everywhere, providers),
    vscode.languages.registerCodeLensProvider(everywhere, providers),
    vscode.languages.registerDocumentLinkProvider({ scheme }, timelines),
    // Session numbers such as #104 are no colors.
    vscode.languages.registerColorProvider({ scheme }, noColors),
    registerTools(host),
    editors.onOpened(({ ref }) => virtual.refresh(ref)),
    showRecognition(documents),
  );
  documents.reconsiderAll();
  return {
    host,
    editors,
    files: virtual,
    caseView,
    commands: new Map<string, Command>([
      ['edgeSync.openFile', files.openFile],
      ['edgeSync.openWith', files.openWith],
      ['edgeSync.openAttachment', files.openAttachment],
      ['edgeSync.openTicketFolder', (uri?: unknown) => caseView.openTicket(uri)],
      ['edgeSync.refreshCase', () => caseView.refresh()],
      ['edgeSync.closeCase', () => caseView.close()],
      ['edgeSync.showSessions', (given) => ticket.showSessions(given)],
      ['edgeSync.showInDump', (given) => ticket.showInDump(given)],
      ['edgeSync.showPlace', (given) => ticket.showPlace(given)],
      ['edgeSync.copyQuestions', ticket.copyQuestions],
      ['edgeSync.copyCase', ticket.copyCase],
      ['edgeSync.showTimeline', ticket.showTimeline],
      ['edgeSync.inspectClipboard', files.inspectClipboard],
      ['edgeSync.inspectSelection', files.inspectSelection],
      ['edgeSync.decode', files.decode],
      ['edgeSync.copyForTicket', (given) => findings.copyForTicket(given)],
      ['edgeSync.exportReport', output.exportReport],
      ['edgeSync.shareRedactedCopy', output.shareRedactedCopy],
      ['edgeSync.exportSessions', exports.exportSessions],
      ['edgeSync.exportStatistics', exports.exportStatistics],
      ['edgeSync.compareWith', output.compareWith],
      ['edgeSync.showInText', (given) => findings.showInText(given)],
      ['edgeSync.openDocumentedFix', (given) => findings.openDocumentedFix(given)],
      ['edgeSync.copyCheckCommand', (given) => findings.copyCheckCommand(given)],
      ['edgeSync.copyChangeCommand', (given) => findings.copyChangeCommand(given)],
      ['edgeSync.copyEdgeAddress', (given) => findings.copyEdgeAddress(given)],
      ['edgeSync.ignoreCondition', (given) => findings.ignoreCondition(given)],
      ['edgeSync.showConditions', () => settings.show(files)],
      ['edgeSync.verifyTokenWithKeyFile', () => settings.verifyToken(files)],
      ...editorActions.map((action): [string, () => unknown] => [`edgeSync.${action}`, () => editors.act(action)]),
    ]),
  };
}

/** Keeps the context key that offers "Open With Edge Sync Inspector" in the editor title. */
function showRecognition(documents: RecognizedDocuments): vscode.Disposable {
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const recognized = Boolean(document && documents.current(document)?.artifacts.length);
    void vscode.commands.executeCommand('setContext', 'edgeSync.recognized', recognized);
  };
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(update), documents.onDidAnalyze(update));
}

/** Opens files given by the development variable, each with the editor its name asks for. */
export async function openGiven(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const uri = vscode.Uri.file(path);
    const editor = viewTypeFor(nameOf(uri));
    await vscode.commands.executeCommand('vscode.openWith', uri, editor, { preview: false });
  }
}
