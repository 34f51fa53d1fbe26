import assert from 'node:assert/strict';
import { statFacts } from '../../src/knowledge/data/stats';
import { statFact, statMeaning } from '../../src/knowledge/stats';
import { text } from '../../src/text';

describe('meaning of the values of the About page', () => {
  it('lists each value of a section once', () => {
    const seen = new Set<string>();
    for (const { section, names } of statFacts) {
      for (const name of names) {
        const key = `${section}/${name}`.toLowerCase();
        assert.ok(!seen.has(key), key);
        seen.add(key);
      }
    }
  });

  const table: [section: string | undefined, name: string, meaning: string | undefined][] = [
    ['Summary', 'Transport State', 'stats.transportState'],
    ['credentials for key', 'has token', 'stats.hasToken'],
    ['Microsoft Entra account Key Status', 'Last MIP Result', 'stats.mipResult'],
    ['AAD Account Key Status', 'Set Key Result', 'stats.aadSet'],
    ['MSA Account Key Status', 'Set Key Result', 'stats.msaSet'],
    ['Environment Info', 'Server URL', 'stats.serverUrlEdge'],
    ['Version Info', 'Server URL', 'stats.serverUrlChromium'],
    ['Encryption', 'Cryptographer Ready', 'stats.cryptoReady'],
    [undefined, 'Passphrase Type', 'stats.passphraseType'],
    [undefined, 'Server URL', undefined],
    ['Network', 'Transport State', undefined],
    ['Summary', 'No Such Value', undefined],
  ];
  for (const [section, name, meaning] of table) {
    it(`${section ?? '(no section)'}: ${name}`, () => assert.equal(statFact(section, name)?.meaning, meaning));
  }

  it('says so where nothing is known', () => {
    const [line] = statMeaning('Summary', 'No Such Value');
    assert.ok(line);
    assert.match(text(line, 'en'), /Not documented/);
    assert.match(text(line, 'de'), /Nicht dokumentiert/);
  });

  it('names the values and how they are known', () => {
    const lines = statMeaning('AAD Account Key Status', 'Last MIP Result').map((line) => text(line, 'en'));
    assert.equal(lines.length, 3);
    assert.match(lines[1] ?? '', /Success, No permissions/);
    assert.match(lines[2] ?? '', /Microsoft/);
  });
});
