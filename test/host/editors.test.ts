import * as vscode from 'vscode';
import { api, closeAll, equal, fileNamed, files, ok, openWith, until } from './support';

describe('custom editors', () => {
  afterEach(closeAll);

  it('are chosen by VS Code for our own file names', async () => {
    for (const [pattern, viewType] of [
      [/\.saz$/, 'edgeSync.capture'],
      [/sync-internals.*\.txt$/, 'edgeSync.dump'],
    ] as const) {
      await vscode.commands.executeCommand('vscode.open', await fileNamed(pattern));
      const tab = await until('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab);
      ok(tab.input instanceof vscode.TabInputCustom, `${pattern} did not open in a custom editor`);
      equal(tab.input.viewType, viewType);
    }
  });

  it('show the dump of the sample case with its findings', async () => {
    const view = await openWith(await fileNamed(/sync-internals.*\.txt$/), 'edgeSync.dump');
    ok(view.editor === 'dump', view.editor);
    const ids = view.findings.map((f) => f.id);
    ok(ids.includes('crypto-error'), ids.join());
  });

  it('show the capture of the sample case with its sessions', async () => {
    const view = await openWith(await fileNamed(/\.saz$/), 'edgeSync.capture');
    ok(view.editor === 'capture', view.editor);
    const ids = view.findings.map((f) => f.id);
    ok(ids.includes('rms-not-activated'), ids.join());
  });

  it('open every file of the sample case', async () => {
    const { commands } = await (await api()).start();
    ok(commands.has('edgeSync.openWith'));
    const shown = (await files()).filter((uri) =>
      /\.(saz|har|txt|json|csv|html?|mhtml|log|zip|eml|msg)$/.test(uri.path),
    );
    ok(shown.length >= 3, 'the sample case is incomplete');
    for (const uri of shown.filter((u) => !/shopping|bad-/.test(u.path))) {
      const viewType = /\.saz$/.test(uri.path)
        ? 'edgeSync.capture'
        : /\.har$/.test(uri.path)
          ? 'edgeSync.captureOption'
          : /\.(zip|eml|msg)$/.test(uri.path)
            ? 'edgeSync.attachments'
            : 'edgeSync.dumpOption';
      const view = await openWith(uri, viewType);
      ok(view.editor !== 'none', `${uri.path}: ${view.editor === 'none' ? view.message : ''}`);
      await closeAll();
    }
  });
});
