import assert from 'node:assert/strict';
import { XMLValidator } from 'fast-xml-parser';
import type { ArtifactRef } from '../../../src/analysis/protocol';
import type { AnalysisService } from '../../../src/analysis/service';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { oddCapture } from '../../fixtures/oddBodies';
import { sazSession } from '../../fixtures/saz';
import { openInService } from '../../fixtures/service';
import { openSample, service } from '../service';

describe('statistics of a capture', () => {
  let on: AnalysisService;
  let ref: ArtifactRef;
  before(async () => {
    on = await service();
    ref = await openSample(on, '.saz');
  });

  it('count sessions by time, host and status without losing one', async () => {
    const view = await on.call('statistics', { ref });
    const total = (list: readonly { readonly count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);
    assert.deepEqual([total(view.hosts), total(view.statuses), total(view.buckets)], [155, 155, 155]);
    assert.equal(view.hostCount, view.hosts.length);
    assert.deepEqual(view.clock.at(0)?.slice(0, 5), '09:12');
    assert.equal(view.clock.length, 3);
    assert.ok(view.buckets.some(({ bytes }) => bytes > 0));
    assert.deepEqual(
      view.groups.map(({ title }) => title),
      ['Facts', 'Slowest', 'Largest', 'Failed'],
    );
  });

  it('tell the share of tunnels that were not decrypted', async () => {
    const { groups } = await on.call('statistics', { ref });
    const row = groups[0]?.rows.find(({ name }) => name === 'Tunnels not decrypted');
    assert.match(row?.value.text ?? '', /^\d+ of \d+ \(\d+ %\)$/);
  });

  it('name the slowest first', async () => {
    const odd = await openInService('odd.saz', oddCapture());
    const { groups } = await odd.ask('statistics', {});
    const slowest = groups.find(({ title }) => title === 'Slowest')?.rows ?? [];
    assert.deepEqual(
      slowest.slice(0, 2).map(({ name }) => name),
      ['#26', '#25'],
    );
  });

  it('say in tables that there is no answer', async () => {
    const silent = sazSession({ response: null });
    const file = await openInService('a.saz', writeSaz([silent], nodePlatform));
    const csv = await file.ask('statisticsFile', { format: 'csv' });
    assert.match(csv, /^1,"-","GET contoso\.example\/a",/m);
    assert.match(csv, /^"Share of tunnels not decrypted","-"\r$/m);
  });

  it('become a picture without anything active, and tables', async () => {
    const file = (format: 'svg' | 'csv' | 'markdown') => on.call('statisticsFile', { ref, format });
    const svg = await file('svg');
    assert.equal(XMLValidator.validate(svg), true);
    assert.ok(!/<script|href=|on\w+=|url\(/.test(svg));
    assert.match(svg, />api\.aadrm\.com</);
    const csv = await file('csv');
    assert.match(csv, /^"api\.aadrm\.com",\d+,\d+,\d+,\d+\r$/m);
    assert.match(csv, /^"Sessions",155\r$/m);
    assert.doesNotMatch(csv, /'-/);
    const markdown = await file('markdown');
    assert.match(markdown, /^\| api\.aadrm\.com \| \d+ \| \d+ \| \d+ \| \d+ \|$/m);
  });
});
