import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  decodeSyncMessage,
  explainInvalidation,
  explainNeighbor,
  explainSyncMessage,
  syncJson,
} from '../../../src/decoders/syncMessage';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import { FuzzWatch, fuzzRuns } from '../../fixtures/fuzz';
import { encodeMessage, encodeSyncMessage } from '../../fixtures/sync/encode';

const seeds: readonly { readonly direction: 'request' | 'response'; readonly bytes: Uint8Array }[] = [
  {
    direction: 'request',
    bytes: encodeSyncMessage('request', {
      share: 'c2hhcmU=',
      protocol_version: 99,
      message_contents: 'GET_UPDATES',
      get_updates: {
        from_progress_marker: [{ data_type_id: 32904, token: { unixMs: 1752800000000 } }],
        get_updates_origin: 4,
      },
      debug_info: { events: [{ singleton_event: 5 }, { nudging_datatype: 37702 }] },
    }),
  },
  {
    direction: 'response',
    bytes: encodeSyncMessage('response', {
      error_code: 'SUCCESS',
      get_updates: {
        entries: [
          { id_string: 'a', mtime: 1752800000000, name: 'x', specifics: { bookmark: { url: 'https://a/' } } },
          { deleted: true, specifics: { encrypted: { key_name: 'k', blob: 'b' }, preference: {} } },
          { specifics: { nigori: { passphrase_type: 2, encryption_keybag: { key_name: 'k' } } } },
        ],
        new_progress_marker: [{ data_type_id: 32904, token: { unixMs: 1752800000000 } }],
      },
      client_command: { set_sync_poll_interval: 14400 },
    }),
  },
  {
    direction: 'response',
    bytes: encodeSyncMessage('response', {
      error_code: 'SUCCESS',
      commit: {
        entryResponse: [
          { response_type: 1, version: 4 },
          { response_type: 2, error_message: 'e' },
        ],
      },
      error: { error_type: 3, error_data_type_ids: [50119, 32904] },
    }),
  },
];

const neighborAddresses: readonly (readonly [host: string, path: string])[] = [
  ['edge.microsoft.com', '/sync/v2/feeds/me/settings/homeCloud'],
  ['edge.microsoft.com', '/sync/v2/feeds/me/subscriptions'],
  ['edge.microsoft.com', '/sync/v1/diagnosticData/Diagnostic.SendCheckResult()'],
  ['edge.microsoft.com', '/v1/feeds/me/notification/telemetry'],
  ['edge.microsoft.com', '/v1/me/browsehistory/lookup'],
  ['login.live.com', '/ppsecure/GetUserKeyData.srf'],
  ['a.cloudmessaging.edge.microsoft.com', '/'],
];
const invalidation = encodeMessage('SyncInvalidationsPayload', { data_type_invalidations: [{ data_type_id: 32904 }] });
const neighborBodies: readonly Uint8Array[] = [
  JSON.stringify({ channelurl: 'ecm:a', channelExpireTime: '2026-11-22T09:12:31Z', publisherFilters: [{ a: [1] }] }),
  JSON.stringify({ homeCloud: { name: 'x', token: 'y' } }),
  JSON.stringify({ data: { payload: Buffer.from(invalidation).toString('base64') } }),
]
  .map((one): Uint8Array => new TextEncoder().encode(one))
  .concat([invalidation, Uint8Array.of(0x0a, 4, 8, 1, 0x10, 1)]);

/** Changes of bytes: another value, a cut, a piece put in, a piece taken out. */
const change = fc.record({
  kind: fc.constantFrom('set', 'cut', 'insert', 'remove'),
  at: fc.nat(400),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
});

function mutate(bytes: Uint8Array, changes: readonly { kind: string; at: number; bytes: Uint8Array }[]): Uint8Array {
  let list = [...bytes];
  for (const { kind, at, bytes: piece } of changes) {
    const place = list.length === 0 ? 0 : at % list.length;
    if (kind === 'set') list[place] = piece[0] ?? 0;
    else if (kind === 'cut') list = list.slice(0, place);
    else if (kind === 'insert') list.splice(place, 0, ...piece);
    else list.splice(place, piece.length);
  }
  return Uint8Array.from(list);
}

describe('sync message: fuzz', () => {
  it('mutated messages neither throw nor hang, and every range stays in the bytes', () => {
    let decoded = 0;
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (index, changes) => {
        const seed = seeds[index];
        if (!seed) return;
        const bytes = mutate(seed.bytes, changes);
        watch.run(() => {
          const sync = decodeSyncMessage(bytes, seed.direction, nodePlatform);
          if (sync.isDecoded) decoded++;
          explainSyncMessage(sync, 'en');
          for (const node of sync.children()) {
            assert.ok(node.range.byteStart >= 0 && node.range.byteEnd <= sync.bytes.length);
            for (const child of sync.children(node.id, 0, 20)) sync.reveal(child.id);
          }
          assert.equal(sync.isComplete, sync.isDecoded && sync.damagedAt === undefined);
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('sync messages');
    assert.ok(decoded > 100, 'the mutations must not all be refused at the door');
  });

  it('any input: bytes after a valid head, plain or compressed', () => {
    const watch = new FuzzWatch();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (tail, isZipped) => {
        const body = Uint8Array.from([0x20, 0, 0x12, ...tail]);
        const input = isZipped ? gzipSync(body, { level: 1 }) : body;
        watch.run(() => syncJson(decodeSyncMessage(input, 'response', nodePlatform), { language: 'de' }));
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('any bytes as a sync message');
  });

  it('mutated requests beside sync commands, and push messages', () => {
    let explained = 0;
    const watch = new FuzzWatch();
    const addresses = fc.constantFrom(...neighborAddresses);
    const bodies = fc.tuple(fc.constantFrom(...neighborBodies), fc.array(change, { maxLength: 3 }));
    fc.assert(
      fc.property(addresses, bodies, fc.string({ maxLength: 6 }), ([host, path], [seed, changes], more) => {
        const body = mutate(seed, changes);
        const messages = { request: body, response: body, messages: [body], time: 1_752_800_000_000 };
        watch.run(() => {
          const found = explainNeighbor(host, path + more, messages, 'de');
          for (const { message } of found?.notes ?? []) assert.notEqual(text(message, 'de'), '');
          for (const { isSecret, value } of found?.fields ?? []) assert.ok(!isSecret || value === '');
          if (found) explained += found.fields.length + found.notes.length;
          explainInvalidation(body, 'en');
        });
      }),
      { numRuns: fuzzRuns(20_000) },
    );
    watch.check('neighbors of sync messages');
    assert.ok(explained > 1000, 'the mutations must leave something to explain');
  });
});
