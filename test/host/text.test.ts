import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, fileNamed, ok, problemsOf, until, write } from './support';

/** The sample dump as ordinary text, in a document of its own. */
async function openDump(name: string): Promise<vscode.TextDocument> {
  const content = await vscode.workspace.fs.readFile(await fileNamed(/sync-internals.*\.txt$/));
  const document = await vscode.workspace.openTextDocument(await write(name, content));
  await vscode.window.showTextDocument(document);
  return document;
}

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function run({ command }: vscode.CodeAction): Promise<void> {
  ok(command, 'an action without a command');
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

describe('recognized text', () => {
  afterEach(closeAll);

  it('has problems with a stable code and a link, on the characters that say so', async () => {
    const document = await openDump('text-problems.txt');
    const problems = await problemsOf(document.uri);
    const crypto = problems.filter((p) => codeOf(p).id === 'crypto-error');
    ok(crypto.length > 0, problems.map((p) => codeOf(p).id).join());
    for (const problem of crypto) {
      ok(codeOf(problem).link?.startsWith('https://'), 'no link');
      ok(document.getText(problem.range).trim().length > 0, 'an empty range');
    }
    const old = problems.filter((p) => codeOf(p).id === 'identity-last-token-error');
    ok(old.length > 0, 'the old token error is not there');
    ok(
      old.every((p) => p.severity !== vscode.DiagnosticSeverity.Error),
      'history is no error',
    );
  });

  it('has a quick fix that opens the documented address', async () => {
    const test = await api();
    const document = await openDump('text-fix.txt');
    const problems = await problemsOf(document.uri);
    const problem = problems.find((p) => codeOf(p).id === 'crypto-error');
    ok(problem, 'no crypto-error');
    const actions = await actionsAt(document, problem.range);
    const fix = actions.find((a) => a.title.startsWith('Open documented fix: '));
    ok(fix, actions.map((a) => a.title).join(' | '));
    test.clearOpenerCalls();
    await run(fix);
    const call = await until('the link', () => test.openerCalls()[0]);
    ok(call.type === 'link', call.type);
    equal(new URL(call.url).hostname, 'learn.microsoft.com');
  });

  it('copies check commands and edge:// addresses through the same port', async () => {
    const test = await api();
    const document = await openDump('text-copy.txt');
    const problems = await problemsOf(document.uri);
    const actions = (await Promise.all(problems.map((p) => actionsAt(document, p.range)))).flat();
    for (const [title, pattern] of [
      ['Copy check command: ', /\S/],
      ['Copy edge:// address: ', /^edge:\/\//],
    ] as const) {
      const action = actions.find((a) => a.title.startsWith(title));
      if (!action) continue; // not every condition has one
      test.clearOpenerCalls();
      await run(action);
      const call = await until('the copy', () => test.openerCalls()[0]);
      ok(call.type === 'copy' && pattern.test(call.text), JSON.stringify(call));
    }
    ok(
      actions.some((a) => a.title.startsWith('Copy ')),
      'nothing to copy at all',
    );
  });

  it('has hovers, an outline, folding and a lens on the first line', async () => {
    const document = await openDump('text-views.txt');
    const [problem] = await problemsOf(document.uri);
    ok(problem);
    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      problem.range.start,
    );
    ok(hovers.length > 0, 'no hover');
    const symbols: vscode.DocumentSymbol[] = await vscode.commands.executeCommand(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    ok(symbols.length > 0, 'no outline');
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    ok(
      lenses.some((l) => l.range.start.line === 0 && l.command?.command === 'edgeSync.openWith'),
      'no lens to open the editor',
    );
  });

  it('speaks German when asked to', async () => {
    const document = await openDump('text-german.txt');
    const english = (await problemsOf(document.uri)).map((p) => p.message);
    const settings = vscode.workspace.getConfiguration('edgeSync');
    await settings.update('language', 'de', vscode.ConfigurationTarget.Workspace);
    try {
      await until('German problems', () => {
        const now = vscode.languages.getDiagnostics(document.uri).map((p) => p.message);
        return now.length > 0 && now.every((m) => !english.includes(m));
      });
    } finally {
      await settings.update('language', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('no longer has problems when they are gone from the text', async () => {
    const document = await openDump('text-edited.txt');
    await problemsOf(document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), 'all is well\n');
    await vscode.workspace.applyEdit(edit);
    await until('no problems', () => vscode.languages.getDiagnostics(document.uri).length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
