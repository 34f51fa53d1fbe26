import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, fileNamed, ok, ours, problemsOf, until, write } from './support';

const token = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  'eyJhdWQiOiJodHRwczovL2FhZHJtLmNvbSIsImV4cCI6MTc3MjYxNTczMH0',
  'c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU',
].join('.');

/** The start of a publishing license as Edge sends it: UTF-16 text in Base64. */
const license = btoa(
  [
    ...'<?xml version="1.0"?><XrML version="1.2" xmlns=""><BODY type="Microsoft Rights Label" version="3.0">',
    ...'<ISSUEDTIME>2026-03-04T07:41</ISSUEDTIME><ISSUER><OBJECT type="Group-Identity"><NAME>Contoso</NAME>',
    ...'</OBJECT></ISSUER></BODY></XrML>',
  ]
    .map((character) => `${character}\0`)
    .join(''),
);

/** A case note with one piece of everything that the text side explains. */
const note = [
  'PS C:\\> Get-AipService',
  'Disabled',
  '',
  'Sign-in log: AADSTS50076 at 2026-03-04T09:00:00Z, code 0xcaa2000c, client ecd6b820-32c2-49b6-98a6-444530e5a77a',
  'See https://learn.microsoft.com/en-us/deployedge/microsoft-edge-enterprise-sync and https://example.com/elsewhere',
  `Authorization: Bearer ${token}`,
  `{"SerializedPublishingLicense":"${license}"}`,
  '',
].join('\n');

async function open(name: string, content: string | Uint8Array): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await write(name, content));
  await vscode.window.showTextDocument(document);
  return document;
}

async function openDump(name: string): Promise<vscode.TextDocument> {
  return open(name, await vscode.workspace.fs.readFile(await fileNamed(/sync-internals.*\.txt$/)));
}

async function problemOf(document: vscode.TextDocument, id: string): Promise<vscode.Diagnostic> {
  return until(`${id} in ${document.uri.path}`, () => ours(document.uri).find((problem) => codeOf(problem).id === id));
}

/** Light bulb at a range: asks as the editor does, until the analysis is there. */
async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return until(`actions in ${document.uri.path}`, async () => {
    const found: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const own = found.filter(({ command }) => command?.command.startsWith('edgeSync.'));
    return own.length > 0 && own;
  });
}

async function run(actions: readonly vscode.CodeAction[], command: string): Promise<void> {
  const action = actions.find((one) => one.command?.command === command);
  ok(action?.command, `no ${command} among ${actions.map((one) => one.title).join(' | ')}`);
  await vscode.commands.executeCommand(command, ...(action.command.arguments ?? []));
}

async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(words) + 1);
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents.map((one) => (typeof one === 'string' ? one : one.value)))
    .join('\n')
    .replace(/\\([^\\])/g, '$1');
}

function spanOf(document: vscode.TextDocument, words: string): vscode.Range {
  const at = document.getText().indexOf(words);
  ok(at >= 0, words);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

describe('every kind of quick fix', () => {
  afterEach(closeAll);

  it('opens the documented page at its heading', async () => {
    const test = await api();
    const document = await openDump('fix-link.txt');
    const actions = await actionsAt(document, (await problemOf(document, 'crypto-error')).range);
    test.clearOpenerCalls();
    await run(actions, 'edgeSync.openDocumentedFix');
    const call = await until('the link', () => test.openerCalls()[0]);
    ok(call.type === 'link' && new URL(call.url).hostname === 'learn.microsoft.com', JSON.stringify(call));
    ok(new URL(call.url).hash.length > 1, `no heading: ${call.url}`);
    equal(actions.filter(({ isPreferred }) => isPreferred).length >= 1, true, 'none is preferred');
  });

  it('copies check commands, and no change command unasked', async () => {
    const test = await api();
    const document = await open('fix-commands.txt', note);
    const actions = await actionsAt(document, (await problemOf(document, 'rms-not-activated')).range);
    test.clearOpenerCalls();
    await run(actions, 'edgeSync.copyCheckCommand');
    const call = await until('the command', () => test.openerCalls()[0]);
    ok(call.type === 'copy' && /^(?:Connect|Get)-/.test(call.text), JSON.stringify(call));
    const change = actions.find((one) => one.command?.command === 'edgeSync.copyChangeCommand');
    ok(change, 'no change command');
    test.clearOpenerCalls();
    // Nobody answers the question here: nothing may reach the clipboard.
    void Promise.resolve(run([change], 'edgeSync.copyChangeCommand')).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
    equal(test.openerCalls(), []);
  });

  it('copies an edge:// address and the text for a ticket', async () => {
    const test = await api();
    const document = await openDump('fix-copies.txt');
    const actions = await actionsAt(document, (await problemOf(document, 'identity-last-token-error')).range);
    test.clearOpenerCalls();
    await run(actions, 'edgeSync.copyEdgeAddress');
    const address = await until('the address', () => test.openerCalls()[0]);
    ok(address.type === 'copy' && /^edge:\/\/[\w-]+/.test(address.text), JSON.stringify(address));
    test.clearOpenerCalls();
    await run(actions, 'edgeSync.copyForTicket');
    const ticket = await until('the ticket text', () => test.openerCalls()[0]);
    ok(ticket.type === 'copy' && ticket.text.includes('EDGE_AUTH_ERROR: 3, 54, 3ea'), JSON.stringify(ticket));
  });

  it('opens the file in our editor', async () => {
    const document = await openDump('fix-open.txt');
    const actions = await actionsAt(document, (await problemOf(document, 'crypto-error')).range);
    await run(actions, 'edgeSync.openWith');
    const input = await until('the editor', () => {
      const now = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return now instanceof vscode.TabInputCustom && now;
    });
    equal(input.uri.toString(), document.uri.toString());
  });

  it('explains the token under the cursor, rendered and without its signature', async () => {
    const document = await open('fix-token.txt', note);
    const actions = await actionsAt(document, spanOf(document, token));
    await run(actions, 'edgeSync.decode');
    await until('the explanation', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof vscode.TabInputWebview && /markdown/.test(tab.input.viewType) && tab;
    });
    const shown = await until('its text', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'edge-sync' && uri.path.endsWith('.md')),
    );
    ok(shown.getText().includes('aadrm.com'), shown.getText());
    ok(!shown.getText().includes(token.split('.')[2] ?? token), 'the signature is readable');
  });

  it('explains the publishing license under the cursor', async () => {
    const document = await open('fix-license.txt', note);
    await run(await actionsAt(document, spanOf(document, license)), 'edgeSync.decode');
    await until('the explanation', () =>
      vscode.workspace.textDocuments.some(
        ({ uri, getText }) =>
          uri.scheme === 'edge-sync' && uri.path.endsWith('.md') && /Publishing license[\s\S]*Contoso/.test(getText()),
      ),
    );
  });

  it('stops reporting a condition', async () => {
    const document = await openDump('fix-ignore.txt');
    const problem = await problemOf(document, 'crypto-error');
    const settings = vscode.workspace.getConfiguration('edgeSync');
    try {
      await run(await actionsAt(document, problem.range), 'edgeSync.ignoreCondition');
      await until('silence', () => {
        const ids = ours(document.uri).map((one) => codeOf(one).id);
        return ids.length > 0 && !ids.includes('crypto-error');
      });
    } finally {
      await settings.update('ignoredConditions', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await problemOf(document, 'crypto-error');
  });
});

describe('explanations in text', () => {
  let document: vscode.TextDocument;
  before(async () => {
    document = await open('explained.txt', note);
    await problemsOf(document.uri);
  });
  after(closeAll);

  const expected: readonly (readonly [what: string, at: string, says: RegExp])[] = [
    ['a time in UTC', '2026-03-04T09', /2026-03-04 09:00:00 UTC/],
    ['a code in hexadecimal, unsigned and signed form', '0xcaa2000c', /0xCAA2000C.*3399614476.*-895352820/],
    ['an id by its name', 'ecd6b820', /Microsoft Edge/],
    ['a sign-in error with its fix', 'AADSTS50076', /Open documented fix/],
    ['a token, masked', 'eyJhbGci', /aadrm\.com/],
    ['a license in short', license.slice(0, 40), /Publishing license[\s\S]*Contoso/],
  ];
  for (const [what, at, says] of expected) {
    it(`hovers name ${what}`, async () => {
      const text = await hoverText(document, at);
      ok(says.test(text), text);
      ok(!text.includes(token), 'the whole token is readable');
    });
  }

  it('links lead to documented hosts only', async () => {
    const links: vscode.DocumentLink[] = await vscode.commands.executeCommand(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const own = spanOf(document, 'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-enterprise-sync');
    ok(
      links.some(({ range }) => range.isEqual(own)),
      JSON.stringify(links),
    );
  });

  it('lenses: one group per finding, one per token and license', async () => {
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      document.uri,
      200,
    );
    const commands = lenses.map((lens) => lens.command?.command ?? '');
    equal(commands.filter((one) => one === 'edgeSync.decode').length, 2);
    const findings = new Set(ours(document.uri).map((one) => codeOf(one).id));
    equal(commands.filter((one) => one === 'edgeSync.copyForTicket').length, findings.size);
    const decode = lenses.find((lens) => lens.command?.command === 'edgeSync.decode');
    equal(decode?.range.start.line, spanOf(document, token).start.line);
  });
});

describe('a dump in the text editor', () => {
  let document: vscode.TextDocument;
  before(async () => {
    document = await openDump('structure.txt');
    await problemsOf(document.uri);
  });
  after(closeAll);

  it('has an outline of sections and their values', async () => {
    const symbols: vscode.DocumentSymbol[] = await vscode.commands.executeCommand(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const summary = symbols.find(({ name }) => name === 'Summary');
    ok(summary, symbols.map(({ name }) => name).join());
    const transport = summary.children.find(({ name }) => name === 'Transport State');
    ok(transport && transport.detail.length > 0, 'no value in the outline');
    ok(document.getText(transport.range).includes('Transport State'), document.getText(transport.range));
    ok(symbols.some(({ name }) => name === 'Type Info'));
  });

  it('folds its sections', async () => {
    const folds: vscode.FoldingRange[] = await vscode.commands.executeCommand(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    ok(folds.length > 5, `${folds.length} folds`);
    ok(folds.every(({ start, end }) => end > start && end < document.lineCount));
  });

  it('marks every row of one error, but has its lens once', async () => {
    const rows = ours(document.uri).filter((one) => codeOf(one).id === 'crypto-error');
    ok(rows.length > 1, `${rows.length} rows`);
    equal(new Set(rows.map(({ range }) => range.start.line)).size, rows.length);
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      document.uri,
      200,
    );
    const about = lenses.filter(
      (lens) =>
        lens.command?.command === 'edgeSync.copyForTicket' &&
        JSON.stringify(lens.command.arguments).includes('"crypto-error"'),
    );
    equal(about.length, 1);
  });

  it('keeps up while somebody types', async () => {
    const edit = await vscode.window.showTextDocument(document);
    for (const letter of 'typed') {
      await edit.edit((builder) => builder.insert(new vscode.Position(0, 0), letter));
    }
    await edit.edit((builder) => builder.insert(new vscode.Position(0, 0), '\n\n'));
    // Two lines more: the markers move along once typing rests.
    await until('markers of the new text', () =>
      ours(document.uri).some(
        (one) => codeOf(one).id === 'crypto-error' && document.getText(one.range).includes('cryptographer error'),
      ),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
