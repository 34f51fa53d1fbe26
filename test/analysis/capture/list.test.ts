import assert from 'node:assert/strict';
import type { ArtifactRef } from '../../../src/analysis/protocol';
import { AnalysisService } from '../../../src/analysis/service';
import type { ListEntry, ListQuery, ListResult } from '../../../src/analysis/views';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { openSample, service } from '../service';

const view = 'main';

/** A list with its rows, as an editor asks for it. */
async function listed(on: AnalysisService, ref: ArtifactRef, query: Partial<ListQuery>) {
  const result: ListResult = await on.call('list', { ref, view, query: { query: '', ...query } });
  const entries: readonly ListEntry[] = await on.call('entries', { ref, view, from: 0, to: result.entries });
  const rows = entries.flatMap((entry) => (entry.type === 'session' ? [entry.row] : []));
  const groups = entries.flatMap((entry) => (entry.type === 'group' ? [entry] : []));
  return { result, entries, rows, groups };
}

describe('session list of the service', () => {
  let on: AnalysisService;
  let ref: ArtifactRef;
  before(async () => {
    on = await service();
    ref = await openSample(on, '.saz');
  });

  for (const group of ['host', 'process'] as const) {
    it(`groups by ${group}: every session once, under its group, with counts and the worst mark`, async () => {
      const { result, entries, groups } = await listed(on, ref, { group });
      assert.deepEqual(
        result.groups,
        groups.map(({ title }) => title),
      );
      assert.equal(
        groups.reduce((sum, { count }) => sum + count, 0),
        result.total,
      );
      let title = '';
      const worst = new Map<string, string>();
      for (const entry of entries) {
        if (entry.type === 'group') title = entry.title;
        else {
          assert.equal(
            group === 'host' ? entry.row.host : entry.row.process.replace(/:\d+$/, ''),
            title === '-' ? '' : title,
          );
          if (entry.row.mark === 'error' || (entry.row.mark === 'warning' && !worst.has(title)))
            worst.set(title, entry.row.mark);
        }
      }
      for (const each of groups) assert.equal(each.mark, worst.get(each.title), each.title);
    });
  }

  it('leaves the sessions of closed groups out, and finds the findings in them', async () => {
    const { rows } = await listed(on, ref, { query: 'is:error' });
    const failed = rows[0];
    assert.ok(failed);
    const { groups } = await listed(on, ref, { group: 'host', collapsed: [failed.host] });
    assert.ok(groups.find(({ title }) => title === failed.host)?.collapsed);
    assert.equal(await on.call('locate', { ref, view, key: failed.key }), -1);
    assert.equal(await on.call('groupOf', { ref, view, key: failed.key }), failed.host);
    const seen: number[] = [];
    for (let key = 0; !seen.includes(key); ) {
      if (key) seen.push(key);
      key = await on.call('nextFinding', { ref, view, key, direction: 1 });
    }
    assert.ok(seen.includes(failed.key));
    await listed(on, ref, {});
    assert.equal(await on.call('groupOf', { ref, view, key: failed.key }), null);
  });

  it('goes to the next and the previous finding, round the end', async () => {
    const { rows } = await listed(on, ref, {});
    const marked = rows.filter(({ mark }) => mark === 'error' || mark === 'warning' || mark === 'note');
    const next = (key: number, direction: 1 | -1) => on.call('nextFinding', { ref, view, key, direction });
    const first = await next(0, 1);
    const last = await next(first, -1);
    assert.ok(marked.some(({ key }) => key === first) && marked.some(({ key }) => key === last));
    assert.equal(await next(last, 1), first);
  });

  it('sorts by severity, the gravest first, and keeps the order of the file among equals', async () => {
    const { rows } = await listed(on, ref, { sort: { column: 'mark', descending: false } });
    const rank = { error: 0, warning: 1 };
    const order = rows.map(({ mark }) => (mark === 'error' || mark === 'warning' ? rank[mark] : 2));
    assert.deepEqual(order, order.toSorted());
    assert.ok(order[0] === 0 && order.includes(1));
    const errors = rows.filter(({ mark }) => mark === 'error').map(({ sid }) => sid);
    assert.deepEqual(
      errors,
      errors.toSorted((a, b) => a - b),
    );
  });

  it('sorts a header of numbers as numbers, without it first', async () => {
    const column = 'content-length';
    const { rows } = await listed(on, ref, {
      columns: [column],
      sort: { column: `header:${column}`, descending: true },
    });
    const lengths = rows.map(({ extra }) => (extra?.[column] ? Number(extra[column]) : -1));
    assert.deepEqual(
      lengths,
      lengths.toSorted((a, b) => b - a),
    );
    assert.ok((lengths[0] ?? 0) > 1000);
  });

  it('masks header columns', async () => {
    const column = 'request:authorization';
    const { rows } = await listed(on, ref, { columns: [column] });
    const shown = rows.map(({ extra }) => extra?.[column] ?? '').filter(Boolean);
    assert.ok(shown.length > 3);
    for (const value of shown) assert.doesNotMatch(value, /eyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}/);
  });

  it('completes claims and header names from the capture, before any query has read them', async () => {
    const fresh = await service();
    const own = await openSample(fresh, '.saz');
    const labels = async (query: string) => {
      const { items } = await fresh.call('complete', { ref: own, query, offset: query.length });
      return items;
    };
    assert.equal((await labels('has:')).find(({ label }) => label === 'token')?.count, undefined);
    const tenants = await labels('tenant:');
    assert.ok(tenants.length > 0 && tenants.every(({ count }) => (count ?? 0) > 0));
    assert.ok((await labels('user:')).some(({ label }) => label.includes('@')));
    assert.ok(((await labels('has:')).find(({ label }) => label === 'token')?.count ?? 0) > 0);
    const names = (await labels('header.')).map(({ label }) => label);
    assert.ok(names.includes('header.fiddlergateway:') || names.includes('header.x-ms-request-id:'), names.join(' '));
    assert.ok((await labels('header.content-type:')).some(({ label }) => label.startsWith('application/json')));
    for (const secret of ['reqheader.authorization:', 'reqheader.cookie:']) {
      for (const { label } of await labels(secret)) assert.doesNotMatch(label, /eyJ|=/);
    }
  });

  it('goes on with a scan that another question gave up', async () => {
    const fresh = await service();
    const own = await openSample(fresh, '.saz');
    const [, answer] = await Promise.all([
      fresh.call('complete', { ref: own, query: 'tenant:', offset: 7 }),
      fresh.call('list', { ref: own, view, query: { query: 'has:token' } }),
    ]);
    assert.ok(answer.matches > 0);
  });

  it('copies in the order of the list', async () => {
    const { rows } = await listed(on, ref, { sort: { column: 'sid', descending: true } });
    const keys = rows.slice(0, 4).map(({ key }) => key);
    const text = await on.call('copySessions', {
      ref,
      keys: [keys[2] ?? 0, keys[0] ?? 0, keys[3] ?? 0, keys[1] ?? 0],
      format: 'text',
    });
    const sids = text.split('\n').map((line) => Number(line.split('\t')[0]));
    assert.deepEqual(
      sids,
      rows.slice(0, 4).map(({ sid }) => sid),
    );
  });

  it('tells a search from the reading of the file', async () => {
    const tasks: string[] = [];
    const many = Array.from({ length: 400 }, (_, index) =>
      sazSession({
        response: httpMessage(['HTTP/1.1 200 OK', 'Content-Type: text/plain'], `${'x'.repeat(200_000)}${index}`),
      }),
    );
    const told = new AnalysisService({ platform: nodePlatform }, (message) => {
      if ('event' in message && message.event === 'progress') tasks.push(message.task);
    });
    const own = { uri: 'file:///case/many.saz' };
    const bytes = writeSaz(many, nodePlatform);
    await told.call('open', { ref: own, name: 'many.saz', source: { type: 'bytes', bytes } });
    tasks.length = 0;
    const { matches } = await told.call('list', { ref: own, view, query: { query: 'body:x399' } });
    assert.equal(matches, 1);
    assert.ok(tasks.length > 0 && tasks.every((task) => task === 'searching'), tasks.join(' '));
    await told.call('close', { ref: own });
  });
});
