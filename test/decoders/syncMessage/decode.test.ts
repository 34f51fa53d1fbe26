import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { decodeSyncMessage, explainSyncMessage, sniffSyncMessage, syncJson } from '../../../src/decoders/syncMessage';
import type { SyncMessage, SyncNode } from '../../../src/decoders/syncMessage/model';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import { encodeSyncMessage, type MessageDescription, varint } from '../../fixtures/sync/encode';

const response = (description: MessageDescription): SyncMessage =>
  decodeSyncMessage(encodeSyncMessage('response', description), 'response', nodePlatform);
const request = (description: MessageDescription): SyncMessage =>
  decodeSyncMessage(encodeSyncMessage('request', description), 'request', nodePlatform);
const raw = (bytes: readonly number[], direction: 'request' | 'response' = 'response'): SyncMessage =>
  decodeSyncMessage(Uint8Array.from(bytes), direction, nodePlatform);
const words = (sync: SyncMessage): string =>
  explainSyncMessage(sync, 'en')
    .notes.map((note) => text(note.message, 'en'))
    .join('\n');

const bookmark = {
  id_string: 'a1',
  version: 1752800000000,
  mtime: 1752800000000,
  name: 'My secret page',
  specifics: { bookmark: { url: 'https://secret.contoso.com/', full_title: 'My secret page' } },
};
const start: MessageDescription = { share: 'c2hhcmU=', protocol_version: 99, message_contents: 'GET_UPDATES' };

/** All nodes of a message in order of place. */
function walk(sync: SyncMessage, id?: string): SyncNode[] {
  return sync.children(id).flatMap((node) => [node, ...(node.hasChildren ? walk(sync, node.id) : [])]);
}

describe('sync message: summary', () => {
  it('reads what a GetUpdates request asks', () => {
    const sync = request({
      ...start,
      get_updates: {
        from_progress_marker: [
          {
            data_type_id: 32904,
            token: { unixMs: 1752800000000 },
            get_update_triggers: { datatype_refresh_nudges: 6 },
          },
          { data_type_id: 1308713 },
          { data_type_id: 707230, token: 'opaque of another service' },
        ],
        need_encryption_key: true,
        get_updates_origin: 'GU_TRIGGER',
      },
      store_birthday: 'ProductionEnvironmentDefinition_1662295566635',
      debug_info: {
        events: [{ sync_cycle_completed_event_info: { edge_correlation_vector: 'JkXsl9CsUPu+kc0YOoXS4f.1' } }],
        cryptographer_ready: false,
        cryptographer_has_pending_keys: true,
      },
    });
    assert.equal(sync.message, 'GET_UPDATES');
    assert.equal(sync.protocolVersion, 99);
    assert.equal(sync.asksForKeys, true);
    assert.equal(sync.isFirstGetUpdates, false);
    assert.deepEqual(
      sync.progress.map((marker) => [marker.type.name, marker.type.isEdge, marker.isFirst, marker.upTo]),
      [
        ['bookmark', false, false, 1752800000000],
        ['edge_hub_app_usage', true, true, undefined],
        ['', true, false, undefined],
      ],
    );
    assert.deepEqual(sync.progress[0]?.triggers, [{ name: 'datatype_refresh_nudges', value: '6' }]);
    assert.equal(sync.birthdayReset, 1662295566635);
    assert.equal(sync.debugEvents[0]?.correlationVector, 'JkXsl9CsUPu+kc0YOoXS4f');
    assert.equal(sync.hasPendingKeys, true);
    assert.match(words(sync), /unknown Edge data type 707230: progress token of 25 bytes/);
    assert.match(words(sync), /2025-07-18 00:53:20 UTC \(probable meaning\)/);
  });

  it('tells absent error_code from success', () => {
    const absent = response({ store_birthday: 'x' });
    assert.deepEqual(absent.errorCode, { name: 'UNKNOWN', number: 100, explicit: false });
    assert.match(words(absent), /Absent means UNKNOWN \(100\), not success/);
    const fine = response({ error_code: 0, get_updates: {} });
    assert.deepEqual(fine.effectiveError, { name: 'SUCCESS', number: 0, explicit: true });
  });

  const errors: readonly (readonly [string, MessageDescription, string, RegExp])[] = [
    [
      'disabled by admin wins over the block',
      { error_code: 'DISABLED_BY_ADMIN', error: { error_type: 'THROTTLED' } },
      'DISABLED_BY_ADMIN',
      /administrator/,
    ],
    [
      'the block wins over error_code',
      { error_code: 'SUCCESS', error: { error_type: 'NOT_MY_BIRTHDAY' } },
      'NOT_MY_BIRTHDAY',
      /switches sync off/,
    ],
    [
      'throttled with its delay',
      { error_code: 'THROTTLED', client_command: { throttle_delay_seconds: 3600 } },
      'THROTTLED',
      /waits 3,600 s/,
    ],
    ['throttled without delay: the default', { error_code: 'THROTTLED' }, 'THROTTLED', /waits 7,200 s/],
    [
      'throttled types, packed or not',
      { error: { error_type: 'THROTTLED', error_data_type_ids: [50119, 32904] } },
      'THROTTLED',
      /session, bookmark only/,
    ],
    [
      'migration',
      { error_code: 'MIGRATION_DONE', migrated_data_type_id: 37702 },
      'MIGRATION_DONE',
      /downloads preference again/,
    ],
    ['a number that nobody knows', { error_code: 77 }, '77', /77: not a public code/],
    ['a removed code', { error_code: 1 }, 'ACCESS_DENIED', /no longer know/],
  ];
  for (const [title, description, name, expected] of errors) {
    it(`error: ${title}`, () => {
      const sync = response(description);
      assert.equal(sync.effectiveError?.name, name);
      assert.match(words(sync), expected);
    });
  }

  it('reads commit results from groups', () => {
    const sync = response({
      error_code: 'SUCCESS',
      commit: {
        entryResponse: [
          { response_type: 'SUCCESS', id_string: 'a', version: 5 },
          { response_type: 'CONFLICT', error_message: 'version mismatch' },
          { response_type: 42 },
        ],
      },
    });
    assert.deepEqual(
      sync.entryResponses.map((entry) => [
        entry.type.name,
        entry.type.number,
        entry.idString,
        entry.version,
        entry.errorMessage,
      ]),
      [
        ['SUCCESS', 1, 'a', '5', ''],
        ['CONFLICT', 2, '', '', 'version mismatch'],
        ['42', 42, '', '', ''],
      ],
    );
    assert.equal(sync.unknownFields, 0);
  });

  it('counts entities and compares key names', () => {
    const encrypted = { specifics: { encrypted: { key_name: 'other', blob: 'x' }, bookmark: {} } };
    const sync = response({
      error_code: 'SUCCESS',
      get_updates: {
        entries: [
          bookmark,
          { ...bookmark, ...encrypted },
          { deleted: true, specifics: { preference: {} } },
          { specifics: { nigori: { encryption_keybag: { key_name: 'ours', blob: 'y' }, passphrase_type: 4 } } },
          { specifics: { device_info: { client_name: 'PC-7', os_type: 1 } } },
        ],
        encryption_keys: [new Uint8Array([1, 2, 3])],
      },
    });
    assert.equal(sync.entityCount, 5);
    assert.deepEqual(
      sync.entities.map((count) => [count.type.name, count.entities, count.deleted, count.encrypted]),
      [
        ['bookmark', 2, 0, 1],
        ['preference', 1, 1, 0],
        ['nigori', 1, 0, 0],
        ['device_info', 1, 0, 0],
      ],
    );
    assert.equal(sync.hasKeys, true);
    assert.equal(sync.nigori?.passphraseType.name, 'CUSTOM_PASSPHRASE');
    assert.deepEqual(sync.keyNames, [{ name: 'other', entities: 1 }]);
    assert.equal(sync.devices[0]?.name, 'PC-7');
    assert.match(words(sync), /another key name \(other\) than the key bag \(ours\)/);
  });
});

describe('sync message: wrappings', () => {
  const body = encodeSyncMessage('response', { error_code: 'SUCCESS', get_updates: { entries: [bookmark] } });

  it('unwraps gzip and Base64, in both orders as pasted', () => {
    const zipped = gzipSync(body);
    assert.deepEqual(decodeSyncMessage(zipped, 'response', nodePlatform).layers, ['gzip']);
    const pasted = new TextEncoder().encode(zipped.toString('base64'));
    const sync = decodeSyncMessage(pasted, 'response', nodePlatform);
    assert.deepEqual(sync.layers, ['base64', 'gzip']);
    assert.equal(sync.entityCount, 1);
  });

  it('reads what a cut gzip body still holds', () => {
    const big = encodeSyncMessage('response', {
      error_code: 'SUCCESS',
      get_updates: { entries: Array.from({ length: 400 }, (_, i) => ({ ...bookmark, id_string: `${Math.sin(i)}` })) },
    });
    const zipped = gzipSync(big);
    const sync = decodeSyncMessage(zipped.subarray(0, zipped.length - 1200), 'response', nodePlatform);
    assert.equal(sync.isDecoded, true);
    assert.equal(sync.isComplete, false);
    assert.ok(sync.entityCount > 10, `${sync.entityCount}`);
    assert.ok(sync.problems.some((problem) => problem.code === 'sync-damaged'));
  });

  it('stops a compressed bomb at the limit', () => {
    const bomb = gzipSync(new Uint8Array(4_000_000));
    const sync = decodeSyncMessage(bomb, 'response', nodePlatform, { limit: 100_000 });
    assert.equal(sync.isDecoded, false);
    assert.ok(sync.problems.some((problem) => problem.code === 'sync-limit'));
  });

  for (const foreign of ['', '<?xml version="1.0"?><a/>', '{"error":1}', 'plain words', '\n\n\n\n']) {
    it(`takes ${JSON.stringify(foreign)} for what it is`, () => {
      const bytes = new TextEncoder().encode(foreign);
      for (const direction of ['request', 'response'] as const) {
        assert.equal(decodeSyncMessage(bytes, direction, nodePlatform).isDecoded, false);
      }
    });
  }

  it('tells request from response', () => {
    assert.equal(sniffSyncMessage(encodeSyncMessage('request', { ...start, get_updates: {} })), 'request');
    assert.equal(sniffSyncMessage(body), 'response');
    assert.equal(sniffSyncMessage(Uint8Array.of(0x0a, 4, 8, 1, 16, 1)), undefined);
  });
});

describe('sync message: damage', () => {
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['a length past the end', [0x20, 0, 0x2a, 200, 1, 65], 2],
    ['an eleven-byte varint', [0x20, 0, 0x12, 12, 0x20, ...new Array<number>(11).fill(0xff)], 4],
    ['wire type 6', [0x20, 0, 0x12, 4, 0x20, 1, 0x26, 0], 6],
    ['wire type 7', [0x20, 0, 0x12, 4, 0x20, 1, 0x27, 0], 6],
    ['field 0', [0x20, 0, 0x12, 3, 0x20, 1, 0x02], 6],
    ['a group without end', [0x20, 0, 0x0a, 3, 0x0b, 0x10, 1], 5],
    ['a group with another end', [0x20, 0, 0x0a, 4, 0x0b, 0x10, 1, 0x14], 7],
  ];
  for (const [title, bytes, offset] of cases) {
    it(`${title}: keeps what stands before and names the offset`, () => {
      const sync = raw(bytes);
      assert.equal(sync.isDecoded, true);
      assert.equal(sync.isComplete, false);
      assert.equal(sync.damagedAt, offset);
      assert.equal(sync.errorCode?.name, 'SUCCESS');
      assert.equal(sync.problems.length, 1);
    });
  }

  it('refuses a bomb of nested messages and one of start tags without running out of stack', () => {
    let nested: number[] = [];
    for (let i = 0; i < 60; i++) nested = [0x0a, ...varint(nested.length), ...nested];
    const deep = raw([0x20, 0, 0x12, ...varint(nested.length), ...nested]);
    assert.equal(deep.errorCode?.name, 'SUCCESS');
    const groups = new Array<number>(200_000).fill(0x0b);
    const sync = raw([0x20, 0, 0x0a, ...varint(groups.length), ...groups]);
    assert.equal(sync.isComplete, false);
    assert.doesNotThrow(() => walk(sync));
  });

  it('keeps unknown fields with their bytes and shows text that is no UTF-8 as hexadecimal', () => {
    const sync = raw([0x20, 0, 0x2a, 2, 0xff, 0xfe]);
    const damaged = response({ error_code: 'SUCCESS', get_updates: { '@999': 7, entries: [] }, error_message: 'x' });
    assert.equal(damaged.unknownFields, 1);
    assert.deepEqual(
      damaged.unknown.map(({ parent, number }) => [parent, number]),
      [['GetUpdatesResponse', 999]],
    );
    assert.ok(walk(damaged).some((node) => node.name === 'field 999' && !node.isKnown && node.text === '7'));
    assert.equal(walk(sync).find((node) => node.name === 'error_message')?.text, 'fffe');
  });
});

describe('sync message: tree', () => {
  const sync = response({
    error_code: 'SUCCESS',
    get_updates: {
      entries: [
        bookmark,
        {
          specifics: {
            '@956368': new TextEncoder().encode('drop text'),
            '@7777777': new TextEncoder().encode('unknown text'),
          },
        },
      ],
      edge_publishing_license: { license_json: '{"License":"marked-license"}' },
      new_progress_marker: [{ data_type_id: 32904, token: { unixMs: 1752800000000 } }],
    },
  });
  const nodes = walk(sync);
  const find = (name: string): SyncNode | undefined => nodes.find((node) => node.name === name);

  it('names fields, types, times and data types', () => {
    assert.equal(find('mtime')?.meaning.map((one) => text(one, 'en'))[0], '2025-07-18 00:53:20 UTC');
    assert.equal(find('data_type_id')?.meaning.map((one) => text(one, 'de'))[0], 'Datentyp Bookmarks');
    assert.equal(find('error_code')?.text, 'SUCCESS');
    assert.match(find('token')?.meaning.map((one) => text(one, 'en'))[0] ?? '', /probably holds data up to 2025/);
    assert.equal(find('edge_e_drop')?.isKnown, true);
    assert.equal(find('get_updates')?.type, 'message GetUpdatesResponse');
  });

  it('reads times on the clock of their field', () => {
    const unix = Date.parse('2025-07-18T00:53:20Z');
    const windows = (BigInt(unix) + 11_644_473_600_000n) * 1000n;
    const timed = response({
      error_code: 'SUCCESS',
      get_updates: {
        entries: [
          { mtime: unix, edge_sync_entity: { time_windows_epoch_micros: windows } },
          { specifics: { bookmark: { creation_time_us: windows } } },
          { specifics: { typed_url: { visits: [windows] } } },
          { specifics: { reading_list: { creation_time_us: BigInt(unix) * 1000n } } },
          { specifics: { autofill_profile: { use_date: unix / 1000 } } },
        ],
      },
    });
    const times = walk(timed).filter(({ meaning }) =>
      meaning.some((one) => /2025-07-18 00:53:20 UTC/.test(text(one, 'en'))),
    );
    assert.deepEqual(
      times.map(({ name }) => name),
      ['mtime', 'time_windows_epoch_micros', 'creation_time_us', 'visits', 'creation_time_us', 'use_date'],
    );
  });

  it('masks content, addresses and key material, and reveals one value when asked', () => {
    assert.deepEqual([find('url')?.secret, find('url')?.text], ['address', '']);
    assert.deepEqual([find('name')?.secret, find('name')?.text], ['content', '']);
    assert.equal(find('license_json')?.secret, 'license');
    assert.equal(sync.reveal(find('url')?.id ?? ''), 'https://secret.contoso.com/');
    const shown = JSON.stringify(nodes) + JSON.stringify(syncJson(sync, { language: 'en' }));
    for (const secret of ['secret', 'marked-license', 'drop text', 'unknown text'].map((one) =>
      one.replace('secret', 'My secret'),
    ))
      assert.ok(!shown.includes(secret), secret);
    assert.match(JSON.stringify(syncJson(sync, { language: 'en', reveal: true })), /secret\.contoso\.com/);
  });

  it('pages through siblings and answers foreign ids with nothing', () => {
    const updates = find('get_updates')?.id;
    assert.deepEqual(
      sync.children(updates, 1, 2).map((node) => node.name),
      ['entries', 'edge_publishing_license'],
    );
    assert.equal(sync.childCount(updates), sync.children(updates).length);
    assert.equal(sync.childCount(), sync.children().length);
    for (const id of ['', 'x', '1.2', '99999.100000.0.0.-1', '-1.-1.-1.-1.-1']) {
      assert.deepEqual(sync.children(id), []);
      assert.equal(sync.childCount(id), 0);
      assert.equal(sync.reveal(id), '');
    }
  });

  it('ranges cover the bytes of each field exactly once', () => {
    const top = sync.children();
    let at = 0;
    for (const node of top) {
      assert.equal(node.range.byteStart, at);
      at = node.range.byteEnd;
    }
    assert.equal(at, sync.bytes.length);
  });
});
