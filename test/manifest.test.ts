import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { read, root } from './rooms/sources';

interface Item {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly main: string;
  readonly browser: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: string[];
  readonly capabilities: {
    readonly virtualWorkspaces: boolean;
    readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
  };
  readonly contributes: {
    readonly commands: { readonly command: string; readonly title: string; readonly category: string }[];
    readonly customEditors: {
      readonly viewType: string;
      readonly priority: string;
      readonly selector: { readonly filenamePattern: string }[];
    }[];
    readonly menus: Record<string, Item[]>;
    readonly keybindings: (Item & { readonly key: string })[];
    readonly configuration: { readonly properties: Record<string, unknown> };
    readonly languages: {
      readonly id: string;
      readonly extensions?: string[];
      readonly filenamePatterns?: string[];
      readonly configuration?: string;
    }[];
    readonly grammars: { readonly path: string }[];
    readonly languageModelTools: { readonly name: string; readonly when: string }[];
  };
  readonly devDependencies: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;
const english = JSON.parse(read('package.nls.json')) as Record<string, string>;
const german = JSON.parse(read('package.nls.de.json')) as Record<string, string>;
const ids = new Set(contributes.commands.map((c) => c.command));

/** Every string value below a value of the manifest. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

describe('manifest', () => {
  it('takes its sentences from the language files, all of them', () => {
    const used = strings(manifest).flatMap((s) => /^%(.+)%$/.exec(s)?.[1] ?? []);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
    for (const table of [english, german]) assert.ok(Object.values(table).every((s) => s.trim()));
  });

  it('has no sentence of its own for users', () => {
    const { commands, customEditors, configuration } = contributes;
    const shown = [
      ...commands.flatMap((c) => [c.title, c.category]),
      ...strings(customEditors.map((e) => ({ ...e, viewType: '', priority: '', selector: [] }))),
    ];
    assert.deepEqual(
      shown.filter((s) => s && !/^%.+%$/.test(s)),
      [],
    );
    const described = JSON.stringify(configuration).match(/"(?:markdownD|d)escription":"[^%]/g);
    assert.equal(described, null);
  });

  it('is translated: German differs from English where words are used', () => {
    const names = new Set(['displayName', 'category', 'configuration.title', 'language.syncInternals']);
    const same = Object.keys(english).filter((k) => !names.has(k) && english[k] === german[k]);
    assert.deepEqual(same, []);
  });

  it('offers the agreed commands', () => {
    const titles = new Set(contributes.commands.map((c) => english[c.title.slice(1, -1)]));
    const agreed =
      'Open File...|Open With Edge Sync Inspector|Open Ticket Folder...|Inspect Clipboard|Inspect Selection|Decode...|Copy for Ticket|Export Report...|Share Redacted Copy...|Export Sessions...|Compare With...|Show in Text|Open Documented Fix|Copy Check Command|Copy Change Command|Copy edge:// Address|Ignore Condition...|Show Conditions|Verify Token With Key File...';
    assert.deepEqual(
      agreed.split('|').filter((t) => !titles.has(t)),
      [],
    );
    assert.ok([...ids].every((id) => id.startsWith('edgeSync.')));
    assert.ok(contributes.commands.every((c) => c.category === '%category%'));
  });

  it('registers the agreed editors', () => {
    assert.deepEqual(
      contributes.customEditors.map(
        (e) => `${e.viewType} ${e.priority}: ${e.selector.map((s) => s.filenamePattern).join(' ')}`,
      ),
      [
        'edgeSync.capture default: *.saz',
        'edgeSync.captureOption option: *.har *.json *.txt *.gz',
        'edgeSync.dump default: sync-data-dump-*.csv *sync-internals*.{txt,json,html,htm,mhtml,log}',
        'edgeSync.dumpOption option: *.txt *.json *.csv *.html *.htm *.mhtml *.log',
        'edgeSync.attachments option: *.zip *.eml *.msg',
      ],
    );
  });

  it('waits for what it knows, and takes no language away', () => {
    for (const id of ['plaintext', 'json', 'jsonc', 'html', 'csv', 'log']) {
      assert.ok(manifest.activationEvents.includes(`onLanguage:${id}`), id);
      assert.ok(!contributes.languages.some((l) => l.id === id), id);
    }
    assert.ok(!manifest.activationEvents.some((e) => e === '*' || e === 'onStartupFinished'));
    assert.deepEqual(
      contributes.languages.flatMap((l) => l.extensions ?? []),
      ['.edge-sync-session'], // of the virtual documents
    );
  });

  it('names only commands that exist, in menus and key bindings', () => {
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((i) => i.command);
    assert.deepEqual(
      named.filter((id) => !ids.has(id)),
      [],
    );
  });

  it('binds keys in its own editors only', () => {
    assert.ok(contributes.keybindings.length > 0);
    assert.ok(contributes.keybindings.every((k) => k.when?.startsWith('activeCustomEditorId =~ /^edgeSync\\.')));
  });

  it('limits itself in untrusted workspaces, and works in virtual ones', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['edgeSync.customConditions']);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
  });

  it('keeps language model tools off unless somebody wants them', () => {
    assert.ok(contributes.languageModelTools.every((t) => t.when.includes('config.edgeSync.languageModelTools')));
    const setting = contributes.configuration.properties['edgeSync.languageModelTools'] as { default: boolean };
    assert.equal(setting.default, false);
  });

  it('takes types of VS Code that are not newer than the engine', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('is not a module: the web extension host takes no entry of one', () => {
    assert.equal((manifest as { type?: string }).type, undefined);
  });

  it('names files that exist', () => {
    const files = [
      ...contributes.grammars.map((g) => g.path),
      ...contributes.languages.flatMap((l) => l.configuration ?? []),
    ];
    assert.deepEqual(
      files.filter((f) => !existsSync(path.join(root, f))),
      [],
    );
  });
});
