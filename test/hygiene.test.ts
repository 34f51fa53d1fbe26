import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { de } from '../src/text/de';
import { en } from '../src/text/en';
import { filesIn, read, root } from './rooms/sources';

const LONGEST = 500;

/** Placeholders of a sentence: `{name}` and the name of `{count|one|many}`. */
function placeholders(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map((m) => m[1] ?? ''))].sort();
}

describe('texts', () => {
  const english: Readonly<Record<string, string>> = en;
  const german: Readonly<Record<string, string>> = de;

  it('exist in both languages', () => {
    assert.ok(Object.keys(english).length > 0);
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  });

  it('have the same placeholders in both languages', () => {
    const different = Object.keys(english).filter(
      (key) => placeholders(english[key] ?? '').join() !== placeholders(german[key] ?? '').join(),
    );
    assert.deepEqual(different, []);
  });

  it('are not empty, and named after their area', () => {
    const wrong = Object.entries(english).filter(
      ([key, sentence]) =>
        !/^[a-z][A-Za-z]*(\.[A-Za-z][A-Za-z0-9 -]*)+$/.test(key) || !sentence.trim() || !german[key]?.trim(),
    );
    assert.deepEqual(wrong, []);
  });

  it('are all used', () => {
    const code = [...filesIn('src'), ...filesIn('webview')]
      .filter((f) => !f.startsWith('src/text/'))
      .map(read)
      .join('\n');
    // A key may be put together from its area and a word of the data: then its beginning stands in the code.
    const used = (key: string): boolean => {
      if (code.includes(key)) return true;
      for (let at = key.length - 1; at > key.indexOf('.'); at--) {
        if (code.includes(`${key.slice(0, at)}\${`)) return true;
      }
      return false;
    };
    assert.deepEqual(
      Object.keys(english).filter((key) => !used(key)),
      [],
    );
  });
});

describe('sources', () => {
  it('stay short', () => {
    const long = [...filesIn('src'), ...filesIn('webview', /\.(tsx?|css)$/)].filter(
      (f) => read(f).split('\n').length > LONGEST + 1,
    );
    assert.deepEqual(long, []);
  });

  it('silence no check', () => {
    const marks = new RegExp(
      ['@ts-(?:ignore|nocheck|expect-error)', 'biome-ignore', 'eslint-disable', '\\bas any\\b', ': any\\b'].join('|'),
    );
    const files = [
      ...filesIn('src'),
      ...filesIn('webview'),
      ...filesIn('test').filter((f) => f !== 'test/hygiene.test.ts'),
    ];
    assert.deepEqual(
      files.filter((f) => !f.startsWith('test/vscode/') && marks.test(read(f))),
      [],
    );
  });

  it('switch no test off', () => {
    const marks = /\b(?:describe|it|suite|test)\.only\(|\bx(?:it|describe)\(/;
    assert.deepEqual(
      filesIn('test').filter(
        (f) => !f.startsWith('test/vscode/') && f !== 'test/hygiene.test.ts' && marks.test(read(f)),
      ),
      [],
    );
  });

  it('fetch nothing from the network', () => {
    const marks =
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(|from 'node:(?:https?|net|tls|dgram|dns|http2)'/;
    const code = [...filesIn('src'), ...filesIn('webview')].filter((f) =>
      marks.test(read(f).replace(/\/\/.*$|'[^'\n]*'/gm, (s) => (s.includes('node:') ? s : ''))),
    );
    assert.deepEqual(code, []);
  });
});

describe('lock files', () => {
  for (const file of ['package-lock.json', 'test/vscode/package-lock.json']) {
    it(`${file} names no download address`, () => {
      assert.ok(existsSync(path.join(root, file)));
      assert.ok(!/"resolved":\s*"https?:|registry\./.test(read(file)));
    });
  }

  it('fit the manifests', () => {
    for (const folder of ['.', 'test/vscode']) {
      const manifest = JSON.parse(read(`${folder}/package.json`));
      const lock = JSON.parse(read(`${folder}/package-lock.json`));
      assert.deepEqual(lock.packages[''].devDependencies ?? {}, manifest.devDependencies ?? {}, folder);
      assert.equal(manifest.dependencies, undefined, 'everything is bundled');
    }
  });
});

describe('top of the repository', () => {
  it('holds only what belongs there', () => {
    const known = new Set(
      'src webview schemas syntaxes test samples images l10n scripts package.json package-lock.json package.nls.json package.nls.de.json tsconfig.json esbuild.mjs biome.json README.md CHANGELOG.md CONTRIBUTING.md LICENSE node_modules dist out'.split(
        ' ',
      ),
    );
    assert.deepEqual(
      readdirSync(root).filter((f) => !f.startsWith('.') && !known.has(f) && !f.endsWith('.vsix')),
      [],
    );
  });
});
