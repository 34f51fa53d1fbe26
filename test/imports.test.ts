import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesIn, type Import, importsOf, root } from './rooms/sources';

/**
 * Which rooms a room may import besides itself: data flows from left to right, and nobody looks to the right.
 * `host` gets values only from the analysis service; types may come from everywhere left of it.
 */
const table: Record<string, readonly string[]> = {
  text: [],
  platform: ['text'],
  artifacts: ['text', 'platform'],
  knowledge: ['text'],
  decoders: ['text', 'platform', 'artifacts', 'knowledge'],
  diagnosis: ['text', 'platform', 'artifacts', 'decoders', 'knowledge'],
  query: ['text', 'platform', 'artifacts', 'decoders', 'knowledge', 'diagnosis'],
  reports: ['text', 'platform', 'artifacts', 'decoders', 'knowledge', 'diagnosis', 'query'],
  analysis: ['text', 'platform', 'artifacts', 'decoders', 'knowledge', 'query', 'diagnosis', 'reports'],
  host: ['text', 'analysis'],
};
/** Values that the host needs before there is a service: to recognize a document, and to judge a link. */
const hostValues = ['src/artifacts/sniff', 'src/knowledge/links'];
const hostTypes = ['artifacts', 'diagnosis', 'knowledge', 'decoders', 'query', 'platform', 'reports'];
/** Files at the top of src/ choose a platform and wire. */
const frontDoor = /^src\/(?:cli|extension(?:\.web)?|worker\.(?:node|web))\.ts$/;
/** The platforms themselves; other rooms see the interfaces, and what works everywhere. */
const platforms = /^src\/platform\/(?:node|web)(?:[A-Z/][\w/]*)?(?:\.ts)?$/;

function roomOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(`${file}/`)?.[1];
}

/** What is wrong with an import, or undefined. */
function judge({ file, target, external, typeOnly }: Import): string | undefined {
  const door = frontDoor.test(file);
  const room = roomOf(file);
  if (file.startsWith('webview/')) return judgeWebview(file, target, external);
  if (external) {
    if (target === 'vscode') return door || room === 'host' ? undefined : 'only src/host knows vscode';
    if (target.startsWith('node:')) return door || platforms.test(file) ? undefined : 'Node is for the platform';
    return undefined;
  }
  if (door) return undefined;
  const other = roomOf(target);
  if (!room || !table[room]) return `src/${room} is no room`;
  if (!target.startsWith('src/')) return 'nothing outside src/';
  if (other === undefined) return 'nobody imports a front door';
  if (room === other) return undefined;
  if (platforms.test(target)) return 'a platform is chosen by the front doors';
  if (room === 'host' && hostTypes.includes(other)) {
    return typeOnly || hostValues.includes(target) ? undefined : 'the host asks the service, it does not compute';
  }
  return table[room].includes(other) ? undefined : `${room} must not import ${other}`;
}

function judgeWebview(file: string, target: string, external: boolean): string | undefined {
  if (external) return target === 'vscode' || target.startsWith('node:') ? 'a webview is a page' : undefined;
  if (target.startsWith('webview/')) {
    const from = file.split('/')[1];
    const to = target.split('/')[1];
    return from === to || to === 'ui' || (to === 'report' && from !== 'ui')
      ? undefined
      : `${from} must not import ${to}`;
  }
  const allowed = ['src/analysis/protocol', 'src/analysis/views'].includes(target) || target.startsWith('src/text');
  return allowed ? undefined : 'a webview knows the protocol, the views and the texts';
}

describe('imports', () => {
  const files = [...filesIn('src'), ...filesIn('webview')];
  const all = files.flatMap((file) => importsOf(file));

  it('are found at all', () => {
    assert.ok(files.length > 100);
    assert.ok(all.length > files.length);
    const example = `import a, { type B } from '../x';\nimport type { C } from 'node:fs';\nexport * from './y';\n// import d from 'd';\nconst e = await import('./z');\nlet f: import('./t').T;\nimport './s.css';\nimport {\n  type G,\n  type H,\n} from 'g';`;
    assert.deepEqual(
      importsOf('src/a/b.ts', example).map((i) => `${i.target} ${i.external} ${i.typeOnly}`),
      [
        'src/x false false',
        'node:fs true true',
        'src/a/y false false',
        'g true true',
        'src/a/s.css false false',
        'src/a/z false false',
        'src/a/t false true',
      ],
    );
  });

  it('follow the rooms', () => {
    const wrong = all.flatMap((i) => {
      const reason = judge(i);
      return reason ? [`${i.file} imports ${i.target}: ${reason}`] : [];
    });
    assert.deepEqual(wrong, []);
  });

  it('are judged', () => {
    const one = (file: string, target: string, typeOnly = false): string | undefined =>
      judge({ file, target, external: !/^(src|webview)\//.test(target), typeOnly });
    for (const [file, target] of [
      ['src/text/en/a.ts', 'src/platform/platform'],
      ['src/artifacts/dump/a.ts', 'src/decoders/token'],
      ['src/decoders/token/a.ts', 'src/diagnosis/finding'],
      ['src/diagnosis/a.ts', 'vscode'],
      ['src/diagnosis/a.ts', 'node:fs'],
      ['src/analysis/a.ts', 'src/host/host'],
      ['src/analysis/a.ts', 'src/platform/node'],
      ['src/host/a.ts', 'src/diagnosis/index'],
      ['src/host/a.ts', 'node:path'],
      ['src/artifacts/a.ts', 'src/cli'],
      ['webview/dump/a.tsx', 'src/diagnosis/finding'],
      ['webview/dump/a.tsx', 'webview/capture/list'],
      ['webview/ui/a.tsx', 'webview/dump/a'],
    ] as const) {
      assert.ok(one(file, target), `${file} -> ${target}`);
    }
    for (const [file, target] of [
      ['src/cli.ts', 'node:fs'],
      ['src/extension.ts', 'vscode'],
      ['src/platform/node.ts', 'node:zlib'],
      ['src/host/a.ts', 'vscode'],
      ['src/reports/a.ts', 'src/diagnosis/finding'],
      ['webview/dump/a.tsx', 'webview/ui/Mark'],
    ] as const) {
      assert.equal(one(file, target), undefined, `${file} -> ${target}`);
    }
    assert.equal(one('src/host/a.ts', 'src/diagnosis/finding', true), undefined);
  });

  it('lead to files that exist', () => {
    const missing = all.filter((i) => {
      if (i.external) return false;
      const file = path.join(root, i.target);
      return ![file, `${file}.ts`, `${file}.tsx`, `${file}/index.ts`, `${file}.d.ts`].some((f) => existsSync(f));
    });
    assert.deepEqual(
      missing.map((i) => `${i.file} -> ${i.target}`),
      [],
    );
  });

  it('of packages name what package.json lists', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    const listed = new Set(Object.keys(manifest.devDependencies));
    const used = new Set(
      all
        .filter((i) => i.external && !i.target.startsWith('node:'))
        .map((i) =>
          i.target
            .split('/')
            .slice(0, i.target.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    );
    used.delete('vscode');
    assert.deepEqual(
      [...used].filter((name) => !listed.has(name)),
      [],
    );
  });

  it('take the webview toolkit in one file', () => {
    const importers = new Set(all.filter((i) => i.target.startsWith('@vscode/webview-ui-toolkit')).map((i) => i.file));
    assert.ok(importers.size <= 1, [...importers].join(', '));
  });
});
