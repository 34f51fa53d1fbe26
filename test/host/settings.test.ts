import * as vscode from 'vscode';
import { api, closeAll, codeOf, equal, fileNamed, ok, openWith, ours, problemsOf, until, write } from './support';

const settings = () => vscode.workspace.getConfiguration('edgeSync');
const set = (name: string, value: unknown) => settings().update(name, value, vscode.ConfigurationTarget.Workspace);

const own = {
  conditions: [
    {
      id: 'contoso-old-edge',
      title: 'Contoso supports Edge from version 200 on',
      severity: 'error',
      evidence: [
        {
          artifact: 'sync-internals',
          where: 'stat:Version Info/Client Version',
          match: 'regex',
          pattern: 'Edge',
        },
      ],
      fix: ['Update Edge from the company portal.'],
    },
  ],
};

describe('conditions in the settings', () => {
  let dump: vscode.Uri;
  before(async () => {
    const { path } = await fileNamed(/sync-internals.*\.txt$/);
    const bytes = await vscode.workspace.fs.readFile((await fileNamed(/sync-internals.*\.txt$/)).with({ path }));
    dump = await write('of-settings.txt', bytes);
  });
  afterEach(async () => {
    await set('ignoredConditions', undefined);
    await set('severities', undefined);
    await set('customConditions', undefined);
    await closeAll();
  });
  after(async () => vscode.workspace.fs.delete(dump));

  async function shown(): Promise<void> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(dump));
  }

  it('take a marker away when its condition is ignored from the quick fix, for this workspace', async () => {
    await shown();
    const problem = (await problemsOf(dump)).find((p) => codeOf(p).id === 'crypto-error');
    ok(problem, 'the marker is not there to begin with');
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      dump,
      problem.range,
    );
    const fix = actions.find(
      ({ command }) =>
        command?.command === 'edgeSync.ignoreCondition' &&
        (command.arguments?.[0] as { finding: string } | undefined)?.finding === 'crypto-error',
    );
    ok(fix?.command, 'no quick fix ignores it');
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    await until('the marker is gone', () => {
      const left = ours(dump).map((p) => codeOf(p).id);
      return left.length > 0 && !left.includes('crypto-error');
    });
    equal(settings().inspect<string[]>('ignoredConditions')?.workspaceValue, ['crypto-error']);
    equal(settings().inspect<string[]>('ignoredConditions')?.globalValue, undefined);
    await set('ignoredConditions', undefined);
    await until('the marker is back', () => ours(dump).some((p) => codeOf(p).id === 'crypto-error'));
  });

  it('change the severity of a condition', async () => {
    await shown();
    const before = (await problemsOf(dump)).find((p) => codeOf(p).id === 'crypto-error');
    equal(before?.severity, vscode.DiagnosticSeverity.Error);
    await set('severities', { 'crypto-error': 'information' });
    await until('the changed severity', () =>
      ours(dump).some((p) => codeOf(p).id === 'crypto-error' && p.severity === vscode.DiagnosticSeverity.Information),
    );
  });

  it('add a team condition from a JSON file, and follow its changes', async () => {
    const file = await write('edge-sync-conditions.json', JSON.stringify(own));
    await set('customConditions', 'edge-sync-conditions.json');
    await shown();
    await until('the marker of the team', () => ours(dump).some((p) => codeOf(p).id === 'contoso-old-edge'));
    const view = await openWith(dump, 'edgeSync.dumpOption');
    ok(view.editor === 'dump' && view.findings.some(({ id }) => id === 'contoso-old-edge'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{"conditions": []}'));
    await shown();
    await until('the marker is gone with the condition', () => {
      const left = ours(dump).map((p) => codeOf(p).id);
      return left.length > 0 && !left.includes('contoso-old-edge');
    });
    await vscode.workspace.fs.delete(file);
  });

  it('tell what of a team file is wrong, and go on with the rest', async () => {
    const { host } = await (await api()).start();
    const broken = { conditions: [{ ...own.conditions[0], id: 'Not An Id' }, own.conditions[0]] };
    const file = await write('edge-sync-conditions.json', JSON.stringify(broken));
    await set('customConditions', 'edge-sync-conditions.json');
    await until('the good condition', async () => {
      const { conditions } = await host.service.request('conditions', null);
      return conditions.some(({ id }) => id === 'contoso-old-edge');
    });
    const { problems, date } = await host.service.request('conditions', null);
    equal(problems.length, 1);
    ok(/number 1/.test(problems[0] ?? ''), problems[0]);
    ok(/^\d{4}-\d\d-\d\d$/.test(date), date);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.workspace.fs.delete(file);
  });

  it('are listed with the date of the knowledge', async () => {
    const { host } = await (await api()).start();
    const { conditions, date } = await host.service.request('conditions', null);
    ok(conditions.length > 100);
    const kept: string[] = [];
    const keep = host.sources.keepPasted.bind(host.sources);
    host.sources.keepPasted = (text) => {
      kept.push(text);
      return keep(text);
    };
    try {
      await vscode.commands.executeCommand('edgeSync.showConditions');
    } finally {
      host.sources.keepPasted = keep;
    }
    const [text = ''] = kept;
    ok(text.includes(date), 'the date is missing');
    for (const { id } of conditions) ok(text.includes(`\`${id}\``), id);
  });

  it('are completed and checked by VS Code while a team file is written', async function () {
    const uri = await write('edge-sync-conditions-team.json', '{"conditions": [{"id": "a", "severity": "" }]}');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const json = vscode.extensions.getExtension('vscode.json-language-features');
    // The browser build of the server set-up comes without it; a user's VS Code has it.
    if (!json) return this.skip();
    await json.activate();
    const at = document.positionAt(document.getText().indexOf('""') + 1);
    await until('the severities', async () => {
      const list: vscode.CompletionList = await vscode.commands.executeCommand(
        'vscode.executeCompletionItemProvider',
        uri,
        at,
      );
      const offered = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label)).join();
      return /error/.test(offered) && /hint/.test(offered);
    });
    await until('the missing members', () =>
      vscode.languages.getDiagnostics(uri).some(({ message }) => /title|evidence/.test(message)),
    );
    await closeAll();
    await vscode.workspace.fs.delete(uri);
  });
});
