import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, fileNamed, ok, openWith, until } from './support';

/** Documents of sessions of the capture that have problems. */
function marked(): [vscode.Uri, readonly vscode.Diagnostic[]][] {
  return vscode.languages.getDiagnostics().filter(([uri, all]) => uri.scheme === 'edge-sync' && all.length > 0);
}

async function markedSession(id: string): Promise<{ uri: vscode.Uri; problem: vscode.Diagnostic }> {
  return until(`a session with ${id}`, () => {
    for (const [uri, all] of marked()) {
      const problem = all.find((p) => codeOf(p).id === id);
      if (problem) return { uri, problem };
    }
    return undefined;
  });
}

describe('sessions of a capture', () => {
  before(async () => {
    await openWith(await fileNamed(/\.saz$/), 'edgeSync.capture');
  });
  after(closeAll);

  it('have problems although the file is binary', async () => {
    const { problem } = await markedSession('rms-not-activated');
    equal(problem.source, 'edge-sync');
    ok(codeOf(problem).link?.startsWith('https://'), 'no link');
  });

  it('open as read-only documents that hold what the problem points at, secrets masked', async () => {
    const { uri, problem } = await markedSession('rms-not-activated');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    ok(document.getText(problem.range).length > 0, 'the problem points at nothing');
    ok(!/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}/.test(document.getText()), 'a whole token is readable');
    equal(vscode.workspace.fs.isWritableFileSystem('edge-sync'), false);
  });

  it('have a lens that opens the documented address', async () => {
    const test = await api();
    const { uri } = await markedSession('rms-not-activated');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const lens = await until('the lens', async () => {
      const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
        'vscode.executeCodeLensProvider',
        uri,
        100,
      );
      return lenses.find((l) => l.command?.command === 'edgeSync.openDocumentedFix');
    });
    ok(lens.command);
    test.clearOpenerCalls();
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    const call = await until('the link', () => test.openerCalls()[0]);
    ok(call.type === 'link', call.type);
    equal(new URL(call.url).hostname, 'learn.microsoft.com');
  });

  it('explain themselves in a hover', async () => {
    const { uri, problem } = await markedSession('rms-not-activated');
    await vscode.workspace.openTextDocument(uri);
    const hovers = await until('a hover', async () => {
      const found: vscode.Hover[] = await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        uri,
        problem.range.start,
      );
      return found.length > 0 && found;
    });
    const text = hovers.flatMap((h) => h.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
    ok(text.trim().length > 0);
  });
});
