import * as vscode from 'vscode';
import { sniff } from '../artifacts/sniff';
import type { Started } from './main';
import type { OpenerCall } from './opener';
import type { HostEnvironment } from './workerPort';

/** Returned by `activate` in test mode only. */
export interface TestApi {
  /** Links and copies that were asked for. */
  readonly openerCalls: () => readonly OpenerCall[];
  readonly clearOpenerCalls: () => void;
  /** True once anything beyond the sniffer was loaded. */
  readonly isStarted: () => boolean;
  readonly start: () => Promise<Started>;
}

const viewTypes = [
  'edgeSync.capture',
  'edgeSync.captureOption',
  'edgeSync.dump',
  'edgeSync.dumpOption',
  'edgeSync.attachments',
];
const languages = [
  'plaintext',
  'json',
  'jsonc',
  'html',
  'csv',
  'log',
  'sync-internals',
  'edge-sync-session',
  'dsregcmd',
];

/**
 * What is loaded at activation: a look at the first characters of open text documents, and stand-ins for editors and
 * commands. Everything else loads with the first hit.
 */
export async function activateFrontDoor(
  context: vscode.ExtensionContext,
  environment: HostEnvironment,
): Promise<TestApi | undefined> {
  let started: Promise<Started> | undefined;
  const start = (): Promise<Started> => {
    started ??= import('./main').then(async (main) => {
      // Loading and starting take the thread for a while each; others get their turn between them.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const value = main.start(context, environment);
      calls = value.host.opener.calls;
      return value;
    });
    return started;
  };
  registerEditors(context, start);
  registerCommands(context, start);
  registerFileSystem(context, start);
  const look = (document: vscode.TextDocument) => {
    if (started || document.isClosed || !languages.includes(document.languageId)) return;
    const end = document.positionAt(64 * 1024);
    const head = document.getText(new vscode.Range(0, 0, end.line, end.character));
    if (sniff(head, document.uri.path.split('/').pop() ?? '')) void start();
  };
  // While somebody types, one look after the last change is enough.
  let edited: ReturnType<typeof setTimeout> | undefined;
  const lookLater = (document: vscode.TextDocument) => {
    clearTimeout(edited);
    if (!started) edited = setTimeout(() => look(document), 300);
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => lookLater(document)),
    new vscode.Disposable(() => clearTimeout(edited)),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  // A language model may call before any file was opened: its tools must be there by then.
  const wantsTools = () => vscode.workspace.getConfiguration('edgeSync').get<boolean>('languageModelTools', false);
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('edgeSync.languageModelTools') && wantsTools()) void start();
    }),
  );
  if (wantsTools()) await start();
  if (context.extensionMode === vscode.ExtensionMode.Development) void openFromVariable(environment, start);
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return {
    openerCalls: () => calls,
    clearOpenerCalls: () => {
      calls.length = 0;
    },
    isStarted: () => started !== undefined,
    start,
  };
}

let calls: OpenerCall[] = [];

/** Editors are known from the start; their content comes with the rest. */
function registerEditors(context: vscode.ExtensionContext, start: () => Promise<Started>): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: async (uri) => (await start()).editors.openCustomDocument(uri),
    resolveCustomEditor: async (document, panel) => {
      const { editors } = await start();
      await editors.resolveCustomEditor(document as Parameters<typeof editors.resolveCustomEditor>[0], panel);
    },
  };
  for (const viewType of viewTypes) {
    context.subscriptions.push(
      vscode.window.registerCustomEditorProvider(viewType, provider, {
        supportsMultipleEditorsPerDocument: true,
        webviewOptions: { retainContextWhenHidden: false },
      }),
    );
  }
}

/** Every command of the manifest starts the rest and then runs. */
function registerCommands(context: vscode.ExtensionContext, start: () => Promise<Started>): void {
  const manifest = context.extension.packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
  for (const { command } of manifest.contributes?.commands ?? []) {
    context.subscriptions.push(
      vscode.commands.registerCommand(command, async (...args: unknown[]) => {
        const { commands } = await start();
        return commands.get(command)?.(...args);
      }),
    );
  }
}

function registerFileSystem(context: vscode.ExtensionContext, start: () => Promise<Started>): void {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  let forwarding = false;
  const files = async () => {
    const { files: real } = await start();
    if (!forwarding) {
      forwarding = true;
      context.subscriptions.push(real.onDidChangeFile((events) => changed.fire(events)));
    }
    return real;
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await files()).stat(uri),
    readFile: async (uri) => (await files()).readFile(uri),
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerFileSystemProvider('edge-sync', provider, { isReadonly: true, isCaseSensitive: true }),
  );
}

/** Files named by the development variable are opened once the window is there. */
async function openFromVariable(environment: HostEnvironment, start: () => Promise<Started>): Promise<void> {
  const value = environment.variable('EDGE_SYNC_OPEN');
  if (!value) return;
  try {
    const paths = JSON.parse(value) as unknown;
    if (!Array.isArray(paths)) return;
    await start();
    const { openGiven } = await import('./main');
    await openGiven(paths.map(String));
  } catch {
    // A damaged development variable opens nothing.
  }
}
