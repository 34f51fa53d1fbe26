import assert from 'node:assert/strict';
import { explainInvalidation, explainNeighbor, neighborKind } from '../../../src/decoders/syncMessage';
import { text } from '../../../src/text';
import { encodeMessage } from '../../fixtures/sync/encode';

const edge = 'edge.microsoft.com';
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('sync message: neighbors', () => {
  const kinds: readonly (readonly [string, string, string | undefined])[] = [
    [edge, '/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x', 'sync-command'],
    ['sync-v2.brave.com', '/v2/command/?client=Chrome&client_id=x', 'sync-command'],
    [edge, '/sync/v2/feeds/me/settings/homeCloud', 'home-cloud'],
    [edge, '/sync/v2/feeds/me/subscriptions', 'subscriptions'],
    [edge, '/sync/v1/diagnosticData/Diagnostic.SendCheckResult()', 'diagnostic-check'],
    ['login.live.com', '/ppsecure/GetUserKeyData.srf', 'user-key-data'],
    ['access-point.cloudmessaging.edge.microsoft.com', '/', 'notification-socket'],
    ['www.contoso.com', '/command/?client=a', undefined],
  ];
  for (const [host, path, kind] of kinds) it(`${host}${path}`, () => assert.equal(neighborKind(host, path), kind));

  it('subscriptions: the channel address is masked, its end judged', () => {
    const request = json({
      channelurl: 'https://wns2.notify.windows.com/?token=marked',
      channelExpireTime: '2025-07-17T09:26:38Z',
      publisherFilters: [{ activityTypes: [1, 2] }],
    });
    const time = Date.parse('2025-07-18T00:00:00Z');
    const found = explainNeighbor(edge, '/sync/v2/feeds/me/subscriptions', { request, time }, 'en');
    assert.ok(!JSON.stringify(found).includes('marked'));
    assert.ok(
      found?.notes.some((note) => note.verdict === 'warning' && /expired 2025-07-17/.test(text(note.message, 'en'))),
    );
    assert.ok(found?.notes.some((note) => /Activity types: 1, 2/.test(text(note.message, 'en'))));
  });

  it('diagnostic check: the known answer and another one', () => {
    const path = '/sync/v1/diagnosticData/Diagnostic.SendCheckResult()';
    const verdict = (response: Uint8Array): string | undefined =>
      explainNeighbor(edge, path, { response }, 'de')?.notes[0]?.message.key;
    assert.equal(verdict(Uint8Array.of(0x0a, 4, 8, 1, 16, 1)), 'sync.diagnosticOk');
    assert.equal(verdict(Uint8Array.of(1)), 'sync.diagnosticOther');
  });

  it('invalidations name their types', () => {
    const payload = encodeMessage('SyncInvalidationsPayload', {
      data_type_invalidations: [{ data_type_id: 32904 }, { data_type_id: 956368 }],
    });
    const words = explainInvalidation(payload, 'en');
    assert.equal(
      words && text(words, 'en'),
      'Invalidation for data type Bookmarks, data type Drop (E-Drop) (Edge only)',
    );
    assert.equal(explainInvalidation(new Uint8Array(), 'en'), undefined);
  });
});
