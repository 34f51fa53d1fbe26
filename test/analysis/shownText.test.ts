import assert from 'node:assert/strict';
import { ShownText } from '../../src/analysis/documents/shownText';
import { secretsIn } from '../../src/analysis/masking';
import type { ArtifactRef } from '../../src/analysis/protocol';
import { Words } from '../../src/analysis/words';
import type { TextRange } from '../../src/artifacts/place';
import { SourceText } from '../../src/artifacts/sourceText';
import { SecretPlanter } from '../fixtures/plantedSecrets';
import { statusDump } from '../fixtures/scenarios/statusDump';
import { service } from './service';

const plant = new SecretPlanter();
const words = new Words('en');

function cut(text: string, range: TextRange): string {
  const source = new SourceText(text);
  return text.slice(source.offsetAt(range.start), source.offsetAt(range.end));
}

describe('a text that a document shows masked', () => {
  const key = `-----BEGIN PRIVATE KEY-----\r\n${'QUJD\r\n'.repeat(3)}-----END PRIVATE KEY-----`;
  const real = `first\r\nrefresh_token=${plant.secret('a')} then 0x80070005\r\n${key}\r\nlast 0xcaa2000c`;
  const text = new ShownText(words, new SourceText(real), secretsIn(real));
  const spanOf = (part: string) => ({ start: real.indexOf(part), end: real.indexOf(part) + part.length });

  it('keeps every line where it stands', () => {
    assert.deepEqual(plant.leaks(text.shown.text), []);
    assert.doesNotMatch(text.shown.text, /QUJD/);
    assert.equal(text.shown.lineCount, text.real.lineCount);
    assert.equal(text.shown.lineText(text.shown.lineCount - 1), 'last 0xcaa2000c');
  });

  it('points at the same characters', () => {
    for (const part of ['first', 'then', '0x80070005', 'last', '0xcaa2000c']) {
      const range = text.rangeOf(spanOf(part));
      assert.equal(cut(text.shown.text, range), part);
      assert.equal(text.realOffset(range.start), real.indexOf(part));
      assert.equal(text.textBehind(range), part);
      assert.equal(text.hides(spanOf(part)), false);
    }
  });

  it('gives what a chip hides to who decodes it, whole', () => {
    const secret = /refresh_token=(\S+)/.exec(real)?.[1] ?? '';
    const range = text.rangeOf(spanOf(secret));
    assert.match(cut(text.shown.text, range), /^\[refresh token, \d+\]$/);
    assert.equal(text.textBehind(range), secret);
    const inside = { start: { ...range.start, character: range.start.character + 3 }, end: range.end };
    assert.equal(text.textBehind(inside), secret);
    assert.equal(text.hides(spanOf(secret)), true);
  });
});

describe('a pasted dump', () => {
  const token = plant.token('last error');
  const details = `Transport error for ${token}: net::ERR_TIMED_OUT`;
  const dump = statusDump({
    stats: { 'Credentials/Last Token Error': `EDGE_AUTH_ERROR: 3, 54, 3ea for ${token} again` },
    events: [{ time: Date.UTC(2026, 10, 22), type: 'Commit Response', details, proto: null }],
  });
  const ref: ArtifactRef = { uri: 'pasted:/1' };
  const uri = 'edge-sync:/pasted';

  it('has its findings, values and outline on what is shown', async () => {
    const on = await service();
    await on.call('open', { ref, name: '', source: { type: 'text', text: dump } });
    const { text } = await on.call('virtualDocument', { ref, part: 'file' });
    const view = await on.call('analyzeVirtual', { ref, part: 'file', uri, version: 1 });
    const own = await on.call('analyzeText', { uri: 'file:///own.txt', version: 1, text: dump, name: 'own.txt' });
    assert.ok(text.length < dump.length);
    assert.deepEqual(plant.leaks(text), []);
    assert.deepEqual(
      view.diagnostics.map(({ code, range }) => [code, range.start.line]),
      own.diagnostics.map(({ code, range }) => [code, range.start.line]),
    );
    assert.ok(view.diagnostics.length > 0);
    const shownToken = cut(
      text,
      view.values[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    );
    assert.match(shownToken, /^eyJ[\w-]+\.[\w-]+\.\[signature, \d+\]$/);
    assert.equal(cut(dump, own.values[0]?.range ?? view.diagnostics[0]?.range ?? assert.fail()), token);
    assert.deepEqual(view.folding, own.folding);
  });

  it('explains a token by what the chip hides, and decodes it', async () => {
    const on = await service();
    await on.call('open', { ref, name: '', source: { type: 'text', text: dump } });
    const { values } = await on.call('analyzeVirtual', { ref, part: 'file', uri, version: 1 });
    const range = values[0]?.range ?? assert.fail('no token');
    const hover = await on.call('hover', { uri, version: 1, ...range.start, character: range.end.character - 2 });
    assert.match(hover?.markdown ?? '', /aadrm\.com/);
    assert.deepEqual(hover?.range, range);
    const behind = await on.call('textBehind', { ref, part: 'file', range });
    assert.equal(behind, token);
    const decoded = await on.call('decode', { text: behind });
    assert.equal(decoded.kind, 'token');
    assert.deepEqual(plant.leaks(decoded), []);
  });

  it('says where a place of the text is shown', async () => {
    const on = await service();
    await on.call('open', { ref, name: '', source: { type: 'text', text: dump } });
    const at = dump.lastIndexOf('net::ERR_TIMED_OUT');
    const range = new SourceText(dump).rangeOf({ start: at, end: at + 18 });
    const { text } = await on.call('virtualDocument', { ref, part: 'file' });
    assert.equal(cut(text, await on.call('shownRange', { ref, part: 'file', range })), 'net::ERR_TIMED_OUT');
  });
});

describe('a value of a dump with a secret in it', () => {
  it('shows what is none, and the whole when asked', async () => {
    const on = await service();
    const token = plant.token('stat');
    const said = `EDGE_AUTH_ERROR: 3, 54, 3ea for ${token}`;
    const ref = { uri: 'file:///dump.txt' };
    const details = `password=${plant.secret('details')} refused`;
    const view = await on.call('open', {
      ref,
      name: 'dump.txt',
      source: {
        type: 'text',
        text: statusDump({
          stats: { 'Credentials/Last Token Error': said },
          events: [{ time: Date.UTC(2026, 10, 22), type: 'Commit Request', details, proto: {} }],
        }),
      },
    });
    assert.ok(view.editor === 'dump');
    const stat = view.sections.flatMap(({ stats }) => stats).find(({ name }) => name === 'Last Token Error');
    assert.match(stat?.value.text ?? '', /^EDGE_AUTH_ERROR: 3, 54, 3ea for eyJ.*\[signature, \d+\]$/);
    assert.equal(await on.call('reveal', { ref, id: stat?.value.masked?.id ?? '' }), said);
    const { events } = await on.call('events', { ref, from: 0, to: 10 });
    const value = events[0]?.details;
    assert.match(value?.text ?? '', /^password=\[password, \d+\] refused$/);
    assert.equal(await on.call('reveal', { ref, id: value?.masked?.id ?? '' }), details);
  });
});
