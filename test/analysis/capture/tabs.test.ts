import assert from 'node:assert/strict';
import type { ArtifactRef } from '../../../src/analysis/protocol';
import type { AnalysisService } from '../../../src/analysis/service';
import type { InspectorTab, SessionRowView, TabView } from '../../../src/analysis/views';
import { openSample, service } from '../service';

type Tab<T extends TabView['tab']> = Extract<TabView, { tab: T }>;

describe('inspector tabs over the sample case', () => {
  let on: AnalysisService;
  let ref: ArtifactRef;
  const rows = new Map<number, SessionRowView>();

  before(async () => {
    on = await service();
    ref = await openSample(on, '.saz');
    await openSample(on, 'dsregcmd-adele.txt');
    await on.call('list', { ref, view: 'all', query: { query: '' } });
    for (const entry of await on.call('entries', { ref, view: 'all', from: 0, to: 1000 })) {
      if (entry.type !== 'group') rows.set(entry.row.sid, entry.row);
    }
  });

  const keyOf = (sid: number): number => rows.get(sid)?.key ?? assert.fail(`no session ${sid}`);

  async function tab<T extends InspectorTab & TabView['tab']>(sid: number, name: T): Promise<Tab<T>> {
    const view = await on.call('tab', { ref, key: keyOf(sid), tab: name });
    assert.equal(view.tab, name);
    return view as Tab<T>;
  }

  it('judge a token by time, audience, application, scope, tenants and signature', async () => {
    const { tokens } = await tab(23, 'token');
    const checks = tokens[0]?.checks ?? [];
    assert.deepEqual(
      checks.map(({ label, mark }) => `${label} ${mark}`),
      [
        'Time passed',
        'Audience passed',
        'Application passed',
        'Scope passed',
        'Tenant passed',
        'Tenant passed',
        'Signature note',
      ],
    );
    assert.match(checks[4]?.text ?? '', /license of this request/);
    assert.match(checks[5]?.text ?? '', /dsregcmd-adele\.txt/);
    assert.equal(checks[6]?.sid, 19, 'the signature names the session with the keys');
  });

  it('compare a token with the license of another request', async () => {
    const { tokens } = await tab(26, 'token');
    const tenant = tokens[0]?.checks.find(({ label }) => label === 'Tenant');
    assert.equal(tenant?.sid, 21);
  });

  it('show a license with its chain, its checks, the challenge and the answer', async () => {
    const { certificates, checks, answer } = await tab(23, 'license');
    assert.equal(certificates.length, 6);
    assert.ok(certificates.every(({ mark, checks: own }) => mark === 'passed' && own[0]?.mark === 'passed'));
    assert.deepEqual(
      certificates.slice(0, 2).map(({ kindText, subtitle }) => `${kindText}: ${subtitle}`),
      [
        'Publishing license: Contoso RMS, issued 2026-03-04T07:41',
        'Client licensor certificate: until 2026-12-22T08:12',
      ],
    );
    assert.equal(checks[0]?.mark, 'passed');
    assert.deepEqual(
      certificates[0]?.checks.map(({ label, mark }) => `${label} ${mark}`),
      ['Integrity passed', 'Digest passed', 'RSA signature passed', 'Chain link passed'],
    );
    assert.equal(certificates.at(-1)?.checks.at(-1)?.mark, 'note', 'the root is not part of the chain');
    const reply = answer.find(({ title }) => title === 'Answer of the service');
    assert.equal(reply?.rows[0]?.value.text, 'NotSignedUpException');
    assert.ok(reply?.rows.some(({ name }) => name === 'Cause'));
    assert.match(reply?.rows.find(({ name }) => name === 'What to do')?.value.text ?? '', /^1\. /);
    const sent = answer.find(({ title }) => title === 'Request to the service');
    assert.match(sent?.rows[0]?.value.text ?? '', /^•+ license, \d+$/);
    const challenge = (await tab(21, 'license')).answer.find(({ title }) => title === 'Challenge of the service');
    assert.equal(challenge?.rows.find(({ name }) => name === 'realm')?.mark, 'passed');
  });

  it('list the data types of a sync message as a table', async () => {
    const { messages } = await tab(26, 'sync');
    const [request, response] = messages;
    assert.match(request?.detail ?? '', /^ClientToServerMessage · 239 bytes · gzip · .* decoded · 0 unknown fields$/);
    assert.deepEqual(
      request?.table?.columns.map(({ title }) => title),
      ['Data type', 'Number', 'Client holds data up to', 'Why it asks'],
    );
    assert.deepEqual(response?.table?.rows[0]?.cells.slice(0, 5), ['Bookmarks', '32904', '60', '0', '60']);
    assert.ok((response?.roots.length ?? 0) > 0);
    assert.ok(!response?.checks.some(({ text }) => text.includes('of these deleted')), 'said by the table');
  });

  it('show what belongs to sync without being a sync command', async () => {
    const { messages } = await tab(24, 'sync');
    assert.equal(messages[0]?.title, 'Home cloud of the account');
    assert.ok((messages[0]?.groups[0]?.rows.length ?? 0) > 0);
  });

  it('lead from a challenge to the call that followed', () => {
    const reason = rows.get(21)?.reason;
    assert.equal(reason?.sid, 23);
    assert.match(reason?.text ?? '', /#23, failed: 400/);
  });
});
