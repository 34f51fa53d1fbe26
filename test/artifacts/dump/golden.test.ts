import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readText } from '../../../src/artifacts/readText';
import { cryptoPlan } from '../../fixtures/dump/plan';
import { mhtml, writers } from '../../fixtures/dump/write';
import { staysQuick } from '../../fixtures/watch';

/** Golden models of the fixtures; run with UPDATE_GOLDEN=1 to write them anew, then read the difference. */
describe('golden models of a dump', () => {
  for (const [form, write] of Object.entries({ ...writers, mhtml })) {
    it(form, () => {
      const text = write(cryptoPlan);
      const models = readText(text, { id: 'fixture', name: '' });
      const model = JSON.stringify(
        models,
        (key, value) => (key === 'source' ? undefined : spanText(text, key, value)),
        1,
      );
      const path = join(import.meta.dirname, 'golden', `${form}.json`);
      if (process.env['UPDATE_GOLDEN'] || !existsSync(path)) {
        assert.ok(process.env['UPDATE_GOLDEN'], `no golden file for ${form}`);
        writeFileSync(path, `${model}\n`);
      }
      assert.equal(`${model}\n`, readFileSync(path, 'utf8'));
    });
  }

  it('long lines and deep nesting are read in reasonable time', async () => {
    for (const text of [
      'x'.repeat(100_000),
      `${'['.repeat(20_000)}"stat_name":"a"`,
      '{"stat_name":'.repeat(5_000),
      '"'.repeat(30_000),
      ' '.repeat(100_000),
      '| '.repeat(20_000),
      'a\t'.repeat(20_000),
    ]) {
      await staysQuick(text.slice(0, 20), () => assert.ok(readText(text, { id: 'x', name: '' }).length > 0));
    }
  });
});

/** Spans are kept as their line and column, which people can check. */
function spanText(text: string, key: string, value: unknown): unknown {
  if (!/[sS]pan$/.test(key) || typeof value !== 'object' || value === null) return value;
  const { start, end } = value as { start: number; end: number };
  const before = text.slice(0, start).split('\n');
  return `${before.length}:${(before[before.length - 1] ?? '').length + 1}+${end - start}`;
}
