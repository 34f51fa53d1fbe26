import assert from 'node:assert/strict';
import type { Result } from '../../../src/analysis/protocol';
import type { AnalysisService } from '../../../src/analysis/service';
import type { Language } from '../../../src/text';
import { cryptoPlan, type DumpPlan, signedOutPlan } from '../../fixtures/dump/plan';
import { brokenPlan, healthyPlan } from '../../fixtures/dump/troubles';
import { writers } from '../../fixtures/dump/write';
import { service } from '../service';

type Dump = Extract<Result<'open'>, { editor: 'dump' }>;
type Form = keyof typeof writers;

const ref = { uri: 'file:///case/dump.txt' };

async function open(plan: DumpPlan, form: Form, language?: Language): Promise<{ view: Dump; on: AnalysisService }> {
  const on = await service(language);
  const text = writers[form](plan);
  const view = await on.call('open', { ref, name: 'dump.txt', source: { type: 'text', text } });
  assert.ok(view.editor === 'dump');
  return { view, on };
}

const throttled: DumpPlan = {
  ...cryptoPlan,
  events: [
    ...cryptoPlan.events.slice(0, 1),
    {
      time: cryptoPlan.taken - 5000,
      type: 'GetUpdates Response',
      details: 'Received error: Protocol error (THROTTLED)',
      proto: { error_code: 'THROTTLED', client_command: { throttle_delay_seconds: 3600 } },
    },
    { time: cryptoPlan.taken, type: 'Commit Request', details: 'Contributing types: Bookmarks', proto: {} },
    {
      time: cryptoPlan.taken + 500,
      type: 'Commit Response',
      details: 'Result: Network error (ERR_TIMED_OUT)',
      proto: {},
    },
    { time: cryptoPlan.taken + 32_500, type: 'Commit Request', details: 'Contributing types: Bookmarks', proto: {} },
    { time: cryptoPlan.taken + 33_000, type: 'Commit Response', details: 'Result: Success', proto: {} },
  ],
};

describe('what the dump editor says', () => {
  for (const form of ['status-3', 'page-text', 'saved-page'] as const) {
    it(`groups data types by what ails them, gravest first (${form})`, async () => {
      const { view } = await open(brokenPlan, form);
      assert.deepEqual(
        view.typeGroups.map(({ mark, rows }) => `${mark}: ${rows.map(({ name }) => name).join(', ')}`),
        [
          'error: Bookmarks, Passwords',
          'error: Reading List',
          'warning: Sessions',
          'note: History',
          'passed: Device Info',
        ],
      );
      const [crypto, model] = view.typeGroups;
      assert.equal(crypto?.location, 'Restart@components/sync/service/data_type_manager_impl.cc:511');
      assert.equal(crypto?.message, 'cryptographer error was encountered');
      assert.equal(crypto?.finding, 'crypto-error');
      assert.match(model?.message ?? '', /Model error type: 77\. The local sync database could not be read\.$/);
    });

    it(`marks values as the page does (${form})`, async () => {
      const { view } = await open(brokenPlan, form);
      const stat = (name: string) => view.sections.flatMap(({ stats }) => stats).find((one) => one.name === name);
      assert.ok(stat('Server Connection')?.mark, 'a bad connection has no mark');
      assert.equal(stat('Updates Downloaded')?.mark, undefined);
    });
  }

  it('does not alarm for a signed-out profile', async () => {
    const { view } = await open(signedOutPlan, 'page-text');
    assert.deepEqual(
      view.health.filter(({ mark }) => mark === 'error').map(({ label }) => label),
      [],
    );
    assert.equal(view.health[0]?.mark, 'note');
    assert.equal(view.health[0]?.value, 'Disabled');
  });

  it('takes a missing token for what it is although the request was answered', async () => {
    const sections = healthyPlan.sections.map((section) => ({
      ...section,
      stats: section.stats.map((stat) => (stat[0] === 'Has Token' ? (['Has Token', false] as const) : stat)),
    }));
    const { view } = await open({ ...healthyPlan, sections }, 'status-3');
    assert.notEqual(view.health.find(({ label }) => label === 'Identity')?.mark, 'passed');
    const healthy = await open(healthyPlan, 'status-3');
    assert.deepEqual(
      healthy.view.health.map(({ mark }) => mark),
      healthy.view.health.map(() => 'passed'),
    );
  });

  it('joins an answer with the nudge before it and the wait behind it', async () => {
    const { on } = await open(throttled, 'status-3');
    const { events } = await on.call('events', { ref, from: 0, to: 10 });
    const by = (details: string) => events.find((event) => event.details.text.includes(details));
    const slow = by('THROTTLED');
    assert.match(
      slow?.reason ?? '',
      /because of Bookmarks, Sessions, Device Info\. The service orders the client to wait 1 h\.$/,
    );
    assert.equal(slow?.finding, 'sync-throttled');
    assert.deepEqual(
      slow?.fields.filter(({ name }) => name === 'throttle_delay_seconds').map(({ value }) => value.text),
      ['3600'],
    );
    const lost = by('ERR_TIMED_OUT');
    assert.match(lost?.reason ?? '', /because of Bookmarks\. The next request follows after 32 s\.$/);
    assert.equal(by('Success')?.reason, undefined);
    assert.equal(by('Success')?.elapsedText, 'after 500 ms');
  });

  it('says it in German too', async () => {
    const { on } = await open(throttled, 'status-3', 'de');
    const { events } = await on.call('events', { ref, from: 0, to: 10 });
    const lost = events.find((event) => event.details.text.includes('ERR_TIMED_OUT'));
    assert.match(lost?.reason ?? '', /Anlass der Anfrage: Bookmarks\. Die nächste Anfrage folgt nach 32 s\.$/);
  });
});
