import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { getVSCodeTokens, renderSnap } from 'vscode-tmgrammar-test/dist/snapshot/index.js';

interface Manifest {
  readonly contributes: { readonly grammars: { language: string; scopeName: string; path: string }[] };
}

const root = path.join(import.meta.dirname, '..', '..');
const cases = path.join(import.meta.dirname, 'cases');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const grammars = manifest.contributes.grammars.map((g) => ({ ...g, path: path.join(root, g.path) }));

/**
 * cases/NAME.LANGUAGE.txt is colored by the grammar of that language, and the scopes are compared with the .snap file
 * beside it. UPDATE_SNAPSHOTS=1 writes the .snap files anew: read the difference before you commit it.
 */
describe('grammars', () => {
  const registry = createRegistry(grammars);
  const files = readdirSync(cases).filter((f) => f.endsWith('.txt'));

  it('have a case each', () => {
    const covered = new Set(files.map((f) => f.split('.').at(-2)));
    assert.deepEqual(
      grammars.map((g) => g.language).filter((l) => !covered.has(l)),
      [],
    );
  });

  for (const file of files) {
    it(`color ${file} as before`, async () => {
      const language = file.split('.').at(-2);
      const grammar = grammars.find((g) => g.language === language);
      assert.ok(grammar, `no grammar for ${language}`);
      const tokens = await getVSCodeTokens(
        registry,
        grammar.scopeName,
        readFileSync(path.join(cases, file), 'utf8').replaceAll('\r\n', '\n'),
      );
      const snapshot = renderSnap(tokens);
      const snap = path.join(cases, `${file}.snap`);
      if (process.env.UPDATE_SNAPSHOTS) writeFileSync(snap, snapshot);
      assert.ok(existsSync(snap), `there is no ${file}.snap yet: run with UPDATE_SNAPSHOTS=1`);
      assert.equal(snapshot, readFileSync(snap, 'utf8'));
    });
  }
});
