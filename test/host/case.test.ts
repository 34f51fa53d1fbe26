import * as vscode from 'vscode';
import { type CaseItem, childrenOf } from '../../src/host/views/caseItems';
import { api, closeAll, equal, fileNamed, folder, ok, openWith, until, write } from './support';

async function view() {
  return (await (await api()).start()).caseView;
}

function labels(items: readonly CaseItem[]): string[] {
  return items.map((item) => ('label' in item ? item.label : item.type === 'finding' ? item.finding.id : item.type));
}

/** All nodes of the tree, parents first. */
function all(items: readonly CaseItem[]): CaseItem[] {
  return items.flatMap((item) => [item, ...all(childrenOf(item))]);
}

async function node<T extends CaseItem['type']>(
  type: T,
  fits: (item: Extract<CaseItem, { type: T }>) => boolean,
): Promise<Extract<CaseItem, { type: T }>> {
  const items = all((await view()).getChildren());
  const found = items.find(
    (item): item is Extract<CaseItem, { type: T }> =>
      item.type === type && fits(item as Extract<CaseItem, { type: T }>),
  );
  ok(found, `no such ${type} in ${labels(items).join(', ')}`);
  return found;
}

describe('the case view', () => {
  before(async () => {
    const found = await vscode.commands.executeCommand('edgeSync.openTicketFolder', folder());
    ok(found, 'the folder holds no case');
  });
  afterEach(closeAll);

  it('groups the findings by root cause, below what they follow from', async () => {
    const root = await node('finding', ({ finding }) => finding.id === 'rms-not-activated');
    ok(root.finding.rootCause);
    ok(all(root.consequences).some((item) => item.type === 'finding' && item.finding.id === 'crypto-error'));
    const top = (await view()).getChildren()[0];
    ok(top?.type === 'group' && /Most likely cause/.test(top.detail ?? ''), JSON.stringify(top));
  });

  it('shows chain, questions, what could not be checked, and the files', async () => {
    const groups = (await view()).getChildren().flatMap((item) => (item.type === 'group' ? [item.id] : []));
    for (const id of ['findings', 'chain', 'ask', 'compared', 'notChecked', 'files'])
      ok(groups.includes(id), groups.join());
    const step = await node('chain', ({ step }) => step.step === 'license');
    equal(step.step.state, 'failed');
    ok(step.children.length > 0, 'the step names no session');
    const files = all((await view()).getChildren()).filter(({ type }) => type === 'artifact');
    ok(files.length >= 4, `${files.length} files`);
  });

  it('leads from the error of the dump to the sessions in the capture editor', async () => {
    const { editors } = await (await api()).start();
    const item = await node('finding', ({ finding }) => finding.id === 'crypto-error');
    ok(item.link?.sessions.length, 'no session is linked');
    await vscode.commands.executeCommand('edgeSync.showSessions', item);
    const input = await until('the capture editor', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return tab instanceof vscode.TabInputCustom && /\.saz$/.test(tab.uri.path) ? tab : undefined;
    });
    equal(input.viewType, 'edgeSync.capture');
    const keys = item.link.sessions.map(({ key }) => String(key));
    await until('the linked session is chosen', () => {
      const chosen = String(editors.active?.context['selectedKeys'] ?? '');
      return keys.some((key) => chosen.split(',').includes(key));
    });
  });

  it('leads back from the capture to the finding of the dump', async () => {
    const { editors } = await (await api()).start();
    await openWith(await fileNamed(/\.saz$/), 'edgeSync.capture');
    await vscode.commands.executeCommand('edgeSync.showInDump', { finding: 'rms-not-activated' });
    const shown = await until('the dump editor', () => {
      const active = editors.active;
      return active?.document.view?.editor === 'dump' && active.context['finding'] ? active : undefined;
    });
    const open = (await view()).current;
    const own = open?.found.findings.find(({ id }) => id === shown.context['finding']);
    ok(own, String(shown.context['finding']));
    ok(
      own.evidence.some(({ place }) => place.artifact === shown.document.ref.uri),
      String(shown.context['finding']),
    );
    ok(own.causedBy.includes('rms-not-activated'), `${own.id} follows from ${own.causedBy.join()}`);
  });

  it('copies all questions as one text in the language of the customer', async () => {
    const { caseView } = await (await api()).start();
    const open = caseView.current;
    ok(open);
    const test = await api();
    test.clearOpenerCalls();
    const asked = vscode.commands.executeCommand('edgeSync.copyQuestions');
    // The first language is the reader's own, English here.
    await new Promise((r) => setTimeout(r, 500));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await asked;
    const call = await until('the copy', () => test.openerCalls()[0]);
    ok(call.type === 'copy');
    equal(call.text, open.found.askText.en);
    ok(/^1\. /m.test(call.text), call.text);
  });

  it('copies a finding of the case with places in both files', async () => {
    const test = await api();
    test.clearOpenerCalls();
    await vscode.commands.executeCommand(
      'edgeSync.copyForTicket',
      await node('finding', ({ finding }) => finding.id === 'crypto-error'),
    );
    const call = await until('the copy', () => test.openerCalls()[0]);
    ok(call.type === 'copy' && /sync-internals/.test(call.text), JSON.stringify(call));
  });

  it('reads again when a file comes or changes', async () => {
    const before = all((await view()).getChildren()).filter(({ type }) => type === 'artifact').length;
    const uri = await write(
      'second-dsregcmd.txt',
      '+--+\n| Device State |\n+--+\n\n  AzureAdJoined : NO\n  EnterpriseJoined : NO\n  DomainJoined : NO\n',
    );
    await until('the new file in the view', async () => {
      const files = all((await view()).getChildren()).filter(({ type }) => type === 'artifact');
      return files.length === before + 1;
    });
    await vscode.workspace.fs.delete(uri);
    await until('the file is gone', async () => {
      const files = all((await view()).getChildren()).filter(({ type }) => type === 'artifact');
      return files.length === before;
    });
  });

  it('says that a folder without a case holds none, and keeps the open one', async () => {
    const empty = vscode.Uri.joinPath(folder(), 'empty');
    await vscode.workspace.fs.createDirectory(empty);
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(empty, 'list.txt'),
      new TextEncoder().encode('milk\neggs\n'),
    );
    equal(await vscode.commands.executeCommand('edgeSync.openTicketFolder', empty), undefined);
    ok((await view()).current, 'the open case is gone');
    await vscode.workspace.fs.delete(empty, { recursive: true });
  });

  it('is closed on demand', async () => {
    await vscode.commands.executeCommand('edgeSync.closeCase');
    equal((await view()).getChildren().length, 0);
    equal((await view()).current, undefined);
  });
});

describe('a ticket in a zip file', () => {
  let zip: vscode.Uri;
  before(async () => {
    const names = [/sync-internals.*\.txt$/, /\.saz$/];
    const files: Record<string, Uint8Array> = {};
    for (const name of names) {
      const uri = await fileNamed(name);
      files[`mail/${uri.path.split('/').pop()}`] = await vscode.workspace.fs.readFile(uri);
    }
    const { zipSync } = await import('fflate');
    zip = await write('ticket.zip', zipSync(files));
  });
  after(async () => {
    await closeAll();
    await vscode.commands.executeCommand('edgeSync.closeCase');
    await vscode.workspace.fs.delete(zip);
  });

  it('is read where it is: the dump and the capture inside make one case', async () => {
    ok(await vscode.commands.executeCommand('edgeSync.openTicketFolder', zip), 'no case');
    const root = await node('finding', ({ finding }) => finding.id === 'rms-not-activated');
    ok(all(root.consequences).some((item) => item.type === 'finding' && item.finding.id === 'crypto-error'));
    const parent = await node('artifact', ({ file }) => file.name === 'ticket.zip');
    equal(parent.children.length, 2);
  });

  it('opens what is inside in the editor of its kind, at the session', async () => {
    const { editors } = await (await api()).start();
    const item = await node('finding', ({ finding }) => finding.id === 'crypto-error');
    await vscode.commands.executeCommand('edgeSync.showSessions', item);
    await until('the capture editor of the attachment', () => editors.active?.document.view?.editor === 'capture');
    ok(editors.active?.document.ref.inner?.length === 1);
    await until('a chosen session', () => editors.active?.context['selectedKeys']);
  });
});
