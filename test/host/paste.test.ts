import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, fileNamed, ok, ours, until, write } from './support';

/** Puts a text on the clipboard and inspects it; returns the document that opens. */
async function inspect(text: string): Promise<vscode.TextDocument> {
  await (await api()).start();
  await vscode.env.clipboard.writeText(text);
  await vscode.commands.executeCommand('edgeSync.inspectClipboard');
  return until('the pasted document', () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.scheme === 'edge-sync' && document;
  });
}

async function idsOf(document: vscode.TextDocument): Promise<string[]> {
  return until('problems of the pasted text', () => {
    const ids = ours(document.uri).map((one) => codeOf(one).id);
    return ids.length > 0 && ids;
  });
}

describe('what a customer pasted', () => {
  afterEach(closeAll);

  it('opens as a read-only document that nothing saves, recognized and marked', async () => {
    const content = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(await fileNamed(/sync-internals.*\.txt$/)),
    );
    const document = await inspect(content);
    ok(!document.isUntitled && !document.isDirty, 'an untitled or dirty document would be backed up');
    equal(vscode.workspace.fs.isWritableFileSystem('edge-sync'), false);
    equal(document.languageId, 'sync-internals');
    ok((await idsOf(document)).includes('crypto-error'));
    equal(document.getText().replace(/\r\n/g, '\n'), content.replace(/\r\n/g, '\n'));
  });

  it('has its fixes as lenses and in hovers, for quick fixes do not work in it', async () => {
    const test = await api();
    const document = await inspect('Get-AipService\nDisabled\n');
    const [problem] = await until('a problem', () => ours(document.uri));
    ok(problem);
    const lens = await until('the lens', async () => {
      const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      return lenses.find((one) => one.command?.command === 'edgeSync.openDocumentedFix');
    });
    test.clearOpenerCalls();
    await vscode.commands.executeCommand('edgeSync.openDocumentedFix', ...(lens.command?.arguments ?? []));
    const call = await until('the link', () => test.openerCalls()[0]);
    equal(call.type, 'link');
    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      problem.range.start,
    );
    const text = hovers.flatMap((one) => one.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
    ok(text.includes('command:edgeSync.copyForTicket'), text);
  });

  it('is understood although it is only words', async () => {
    const document = await inspect('Hello,\n\nsince Monday Edge says: Sync is not available for this account.\n');
    ok((await idsOf(document)).includes('sync-not-available-for-account'));
    const [problem] = ours(document.uri);
    equal(problem?.range.start.line, 2);
  });

  it('opens although nothing is recognized in it', async () => {
    const document = await inspect('just a shopping list: milk\n');
    equal(document.getText(), 'just a shopping list: milk\n');
    equal(ours(document.uri), []);
  });

  it('opens as a dump in our editor from its lens', async () => {
    const content = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(await fileNamed(/sync-internals.*\.txt$/)),
    );
    await inspect(content);
    const { editors } = await (await api()).start();
    let seen = '';
    const listener = editors.onOpened(({ view }) => {
      seen = view?.editor ?? '';
    });
    await vscode.commands.executeCommand('edgeSync.openWith');
    try {
      equal(await until('the editor', () => seen), 'dump');
    } finally {
      listener.dispose();
    }
  });

  it('shows no secret, and decodes what its chips hide', async () => {
    // A web worker has no Buffer.
    const part = (value: unknown) =>
      btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ aud: 'https://aadrm.com', tid: 'contoso' })}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`;
    const document = await inspect(
      `Authorization: Bearer ${token}\nPassword: hunter2hunter2\nGet-AipService\nDisabled\n`,
    );
    const text = document.getText();
    ok(!/c2lnbmF0dXJl|hunter2/.test(text), text);
    ok(text.includes('[signature, 30]') && text.includes('[password, 14]'), text);
    const problem = await until('a problem', () =>
      ours(document.uri).find((one) => codeOf(one).id === 'rms-not-activated'),
    );
    equal(document.getText(problem.range), 'Disabled');
    const lens = await until('the lens', async () => {
      const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      return lenses.find((one) => one.command?.command === 'edgeSync.decode');
    });
    await vscode.commands.executeCommand('edgeSync.decode', ...(lens.command?.arguments ?? []));
    const decoded = await until('the explained token', () =>
      vscode.workspace.textDocuments.find(
        (one) => one.uri.path.endsWith('.md') && /signature, 30/.test(one.getText()) && /aadrm/.test(one.getText()),
      ),
    );
    ok(!decoded.getText().includes('c2lnbmF0dXJl'));
  });

  it('can be a part of a document: the selection', async () => {
    await (await api()).start();
    const uri = await write('mail.txt', 'Dear support,\nGet-AipService\nDisabled\nregards\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(1, 0, 2, 8);
    await vscode.commands.executeCommand('edgeSync.inspectSelection');
    const document = await until('the document', () => {
      const now = vscode.window.activeTextEditor?.document;
      return now?.uri.scheme === 'edge-sync' && now;
    });
    equal(document.getText(), 'Get-AipService\nDisabled');
    ok((await idsOf(document)).includes('rms-not-activated'));
  });

  it('decodes a selected code, rendered', async () => {
    await (await api()).start();
    const uri = await write('code.txt', 'it failed with 0xcaa2000c today\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(0, 15, 0, 25);
    await vscode.commands.executeCommand('edgeSync.decode');
    await until('the preview', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof vscode.TabInputWebview && /markdown/.test(tab.input.viewType);
    });
    await until('its text', () =>
      vscode.workspace.textDocuments.some(
        (one) => one.uri.scheme === 'edge-sync' && one.uri.path.endsWith('.md') && /3399614476/.test(one.getText()),
      ),
    );
  });
});
