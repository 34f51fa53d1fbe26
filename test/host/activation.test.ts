import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, extension, fileNamed, ok, problemsOf, until, write } from './support';

const dump = /sync-internals.*\.txt$/;

describe('activation', () => {
  after(closeAll);

  it('waits until a file of a listed language is opened', () => {
    ok(!extension().isActive, 'active without a reason');
  });

  it('stays a sniffer while nothing is recognized', async () => {
    const uri = await write('shopping.txt', 'milk\nbread\n');
    await vscode.window.showTextDocument(uri);
    await until('activation', () => extension().isActive);
    await new Promise((r) => setTimeout(r, 500));
    const test = await api();
    ok(!test.isStarted(), 'everything was loaded for a shopping list');
  });

  it('recognizes a dump in a plain .txt, and leaves its language alone', async () => {
    const content = await vscode.workspace.fs.readFile(await fileNamed(dump));
    const uri = await write('from-the-customer.txt', content);
    const document = await vscode.workspace.openTextDocument(uri);
    equal(document.languageId, 'plaintext');
    await vscode.window.showTextDocument(document);
    const problems = await problemsOf(uri);
    ok(
      problems.some((p) => codeOf(p).id === 'crypto-error'),
      problems.map((p) => codeOf(p).id).join(),
    );
    equal(document.languageId, 'plaintext');
  });

  it('implements every command of the manifest, and registers it', async () => {
    const { commands } = await (await api()).start();
    const declared: string[] = extension().packageJSON.contributes.commands.map((c: { command: string }) => c.command);
    equal(
      declared.filter((c) => !commands.has(c)),
      [],
      'without an implementation',
    );
    const registered = new Set(await vscode.commands.getCommands(true));
    equal(
      declared.filter((c) => !registered.has(c)),
      [],
      'not registered',
    );
  });
});
