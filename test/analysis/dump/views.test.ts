import assert from 'node:assert/strict';
import type { DumpView, NeighborView } from '../../../src/analysis/views';
import { cryptoPlan } from '../../fixtures/dump/plan';
import { writers } from '../../fixtures/dump/write';
import { openSample, openText, sampleBytes, service } from '../service';

async function viewOf<E extends 'dump' | 'neighbor'>(editor: E, ending: string, language: 'en' | 'de' = 'en') {
  const on = await service(language);
  const ref = await openSample(on, ending);
  const view = await on.call('open', { ref, name: ending });
  assert.equal(view.editor, editor);
  return view as E extends 'dump' ? DumpView & { editor: 'dump' } : NeighborView & { editor: 'neighbor' };
}

describe('view of a dump', () => {
  it('explains every value, in both languages', async () => {
    for (const language of ['en', 'de'] as const) {
      const view = await viewOf('dump', 'sync-internals-adele.txt', language);
      const stat = view.sections
        .find(({ title }) => title === 'Summary')
        ?.stats.find(({ name }) => name === 'Transport State');
      assert.match(stat?.meaning ?? '', /Active/);
      assert.match(stat?.meaning ?? '', language === 'de' ? /Bekannte Werte/ : /Known values/);
      for (const section of view.sections) {
        for (const { name, meaning } of section.stats) assert.ok(meaning, `${section.title}: ${name}`);
      }
    }
  });

  it('marks the value that a finding rests on and leads to it', async () => {
    const view = await viewOf('dump', 'sync-internals-adele.txt');
    const mip = view.sections.flatMap(({ stats }) => stats).find(({ name }) => name === 'Last MIP Result');
    assert.ok(mip?.mark && mip.reason);
    assert.ok(view.findings.some(({ id }) => id === mip.finding));
    assert.ok(mip.place.range && 'start' in mip.place.range && mip.place.range.start.line === mip.line);
  });
});

describe('protocol log of a dump', () => {
  it('joins requests with their responses and shows the fields that matter', async () => {
    const on = await service();
    const ref = await openText(on, 'events.txt', writers.events(cryptoPlan));
    const { total, events } = await on.call('events', { ref, from: 0, to: 100 });
    assert.equal(total, cryptoPlan.events.length);
    const commit = events.find(({ type }) => type === 'Commit Response');
    assert.equal(commit?.direction, 'response');
    assert.ok(commit?.mark === 'warning' || commit?.mark === 'error');
    assert.ok(commit?.fields.some(({ name, value }) => name === 'error_code' && value.text === 'TRANSIENT_ERROR'));
    const filtered = await on.call('events', { ref, from: 0, to: 100, filter: 'TRANSIENT_ERROR' });
    assert.equal(filtered.total, 1);
  });
});

describe('nodes of a dump', () => {
  it('masks content, names what is open, and finds by any field', async () => {
    const on = await service();
    const nodes = [
      { type: 'Bookmarks', id: 'one', specifics: '{"bookmark":{"full_title":"Payroll"}}' },
      { type: 'Bookmarks', id: 'two', specifics: '' },
    ];
    const ref = await openText(on, 'sync-data-dump-1.csv', writers.nodes({ ...cryptoPlan, nodes }));
    const all = await on.call('nodes', { ref, type: 'Bookmarks', filter: '', from: 0, to: 10 });
    assert.ok(!JSON.stringify(all).includes('Payroll'));
    const one = all.nodes.find(({ title }) => title === 'one');
    const chip = one?.fields.find(({ name }) => name === 'SPECIFICS')?.value.masked;
    assert.ok(chip);
    assert.match(await on.call('reveal', { ref, id: chip.id }), /Payroll/);
    const found = await on.call('nodes', { ref, type: 'Bookmarks', filter: 'payroll', from: 0, to: 10 });
    assert.deepEqual(
      found.nodes.map(({ title, level }) => [title, level]),
      [['one', 1]],
    );
  });
});

describe('search over a dump', () => {
  it('counts all hits, names the section and leads to the place', async () => {
    const on = await service();
    const ref = await openSample(on, 'sync-internals-adele.txt');
    const { total, hits } = await on.call('search', { ref, text: 'passphrase type', limit: 1 });
    assert.equal(total, 1);
    assert.equal(hits[0]?.where, 'Encryption');
    assert.equal(hits[0]?.preview.slice(hits[0].start, hits[0].end), 'Passphrase Type');
  });

  it('does not show content of synced items', async () => {
    const on = await service();
    const nodes = [{ type: 'Bookmarks', id: 'one', specifics: '{"bookmark":{"full_title":"Payroll 2027"}}' }];
    const ref = await openText(on, 'sync-data-dump-1.csv', writers.nodes({ ...cryptoPlan, nodes }));
    const { total, hits } = await on.call('search', { ref, text: 'payroll', limit: 10 });
    assert.equal(total, 1);
    assert.equal(hits[0]?.where, 'Bookmarks');
    assert.ok(!JSON.stringify(hits).includes('2027'));
  });
});

describe('views of the files beside a dump', () => {
  it('shows policies with level, source, place and mark', async () => {
    const view = await viewOf('neighbor', 'policies-adele.json');
    const [policies, browser] = view.sections;
    assert.equal(policies?.title, 'Policies');
    assert.equal(browser?.title, 'About the browser');
    const force = policies?.stats.find(({ name }) => name === 'ForceSync');
    assert.match(force?.detail ?? '', /mandatory/);
    assert.ok(force?.mark && force.line > 0);
  });

  it('keeps the groups of a dsregcmd listing', async () => {
    const view = await viewOf('neighbor', 'dsregcmd-adele.txt');
    assert.ok(view.sections.length > 2);
    assert.ok(view.sections.every(({ title, stats }) => title && stats.length > 0));
  });
});

describe('hover on a value of a dump', () => {
  it('tells section, name, meaning and known values under name and value', async () => {
    const on = await service();
    const { name, bytes } = sampleBytes('sync-internals-adele.txt');
    const content = new TextDecoder().decode(bytes);
    await on.call('analyzeText', { uri: 'file:///a.txt', version: 1, text: content, name });
    const line = content.split('\n').findIndex((one) => one.includes('"Passphrase Type"'));
    const hover = await on.call('hover', { uri: 'file:///a.txt', version: 1, line, character: 30 });
    assert.match(hover?.markdown ?? '', /\*\*Encryption: Passphrase Type\*\*/);
    assert.match(hover?.markdown ?? '', /Known values: .*kKeystorePassphrase/);
    const value = await on.call('hover', { uri: 'file:///a.txt', version: 1, line: line + 2, character: 40 });
    assert.match(value?.markdown ?? '', /Encryption: Passphrase Type/);
  });
});
