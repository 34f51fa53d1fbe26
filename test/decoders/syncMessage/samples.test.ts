import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeSyncMessage, explainSyncMessage, type SyncMessage } from '../../../src/decoders/syncMessage';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import { describeWithSamples, sample } from '../../fixtures/samples';

function read(name: string): SyncMessage {
  const direction = name.includes('resp') ? 'response' : 'request';
  return decodeSyncMessage(readFileSync(sample(`wire/${name}`) ?? ''), direction, nodePlatform);
}

function words(sync: SyncMessage): string {
  return explainSyncMessage(sync, 'en')
    .notes.map((note) => `${note.verdict}: ${text(note.message, 'en')}`)
    .join('\n');
}

describeWithSamples('sync message: recorded and hand-made bodies', () => {
  const expected: Readonly<Record<string, (sync: SyncMessage) => void>> = {
    'edge_s1.bin': (sync) => {
      assert.deepEqual([sync.fieldCount, sync.unknownFields, sync.message], [34, 0, 'GET_UPDATES']);
      assert.equal(sync.getUpdatesOrigin?.name, 'NEWLY_SUPPORTED_DATATYPE');
      assert.equal(sync.progress[1]?.upTo, Date.parse('2023-09-18T04:41:21.046Z'));
      assert.deepEqual([sync.cryptographerReady, sync.hasPendingKeys], [true, false]);
      assert.equal(sync.storeBirthday, 'ProductionEnvironmentDefinition');
    },
    'edge_s2.bin': (sync) => {
      assert.deepEqual([sync.fieldCount, sync.unknownFields], [46, 0]);
      assert.deepEqual(
        sync.progress.map((marker) => [marker.type.name, marker.isFirst, marker.upTo]),
        [
          ['send_tab_to_self', true, undefined],
          ['nigori', false, Date.parse('2023-08-25T13:11:35.824Z')],
        ],
      );
      assert.ok(sync.progress[1]?.triggers.some((one) => one.name === 'datatype_refresh_nudges' && one.value === '6'));
      assert.equal(sync.debugEvents.filter((event) => event.name === 'nudging_datatype').length, 3);
    },
    'synthetic_req_commit.bin': commit,
    'synthetic_req_commit.bin.gz': commit,
    'synthetic_resp_getupdates.bin': (sync) => {
      assert.deepEqual([sync.entityCount, sync.progress.length, sync.errorCode?.explicit], [4, 2, true]);
      assert.equal(sync.progress[0]?.upTo, Date.parse('2025-07-18T00:53:52Z'));
      assert.equal(sync.nigori?.passphraseType.number, 2);
      assert.equal(sync.devices[0]?.name, 'PC-1');
      assert.ok(sync.clientCommands.some((one) => one.name === 'set_sync_poll_interval' && one.value === '14400'));
      assert.equal(sync.entities.filter((one) => one.deleted === 1).length, 1);
    },
    'synthetic_resp_commit_conflict.bin': (sync) => {
      assert.deepEqual(
        sync.entryResponses.map((entry) => entry.type.name),
        ['SUCCESS', 'CONFLICT', 'OVER_QUOTA'],
      );
      assert.equal(sync.entryResponses[1]?.errorMessage, 'version mismatch');
    },
    'synthetic_resp_throttled.bin': (sync) => {
      assert.equal(sync.effectiveError?.name, 'THROTTLED');
      assert.match(words(sync), /waits 3,600 s[\s\S]*Too many requests/);
    },
    'synthetic_resp_throttled_types.bin': (sync) => {
      assert.deepEqual(
        sync.error?.types.map((type) => type.id),
        [50119, 32904],
      );
    },
    'synthetic_resp_not_my_birthday.bin': (sync) => {
      assert.equal(sync.effectiveError?.name, 'NOT_MY_BIRTHDAY');
      assert.equal(sync.birthdayReset, Date.parse('2025-07-18T00:53:20Z'));
    },
    'synthetic_resp_disabled_by_admin.bin': (sync) => {
      assert.equal(sync.effectiveError?.name, 'DISABLED_BY_ADMIN');
      assert.match(words(sync), /^failed: DISABLED_BY_ADMIN/);
    },
    'synthetic_resp_encryption_obsolete.bin': (sync) => {
      assert.equal(sync.effectiveError?.name, 'ENCRYPTION_OBSOLETE');
      assert.doesNotMatch(words(sync), /error_code is missing/);
    },
    'synthetic_resp_migration_done.bin': (sync) => {
      assert.match(words(sync), /^note: MIGRATION_DONE: the client downloads preference/);
    },
    'synthetic_resp_no_error_code.bin': (sync) => {
      assert.deepEqual(sync.effectiveError, { name: 'UNKNOWN', number: 100, explicit: false });
    },
  };
  for (const [name, check] of Object.entries(expected)) {
    it(name, () => {
      const sync = read(name);
      assert.equal(sync.isDecoded, true);
      assert.equal(sync.isComplete, true);
      assert.deepEqual(sync.problems, []);
      check(sync);
    });
  }

  function commit(sync: SyncMessage): void {
    assert.equal(sync.message, 'COMMIT');
    assert.deepEqual(sync.keyNames, [{ name: 'a2V5LW5hbWU=', entities: 1 }]);
    assert.deepEqual(
      sync.enabledTypes.map((type) => type.id),
      [32904, 47745],
    );
    assert.deepEqual(
      sync.entities.map((count) => [count.type.name, count.encrypted]),
      [['bookmark', 1]],
    );
    const padding = sync
      .children(sync.children().find((node) => node.name === 'commit')?.id)
      .find((node) => node.name === 'padding');
    assert.deepEqual([padding?.secret, padding?.length], ['padding', 256]);
  }
});
