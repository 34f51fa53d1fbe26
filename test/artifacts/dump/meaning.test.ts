import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DataTypeStatus, Dump, Stat } from '../../../src/artifacts/dump/model';
import { modelErrorMeaning } from '../../../src/artifacts/dump/modelErrors';
import { currentStatName, statMark } from '../../../src/artifacts/dump/statMark';
import { parseStepResult } from '../../../src/artifacts/dump/stepResult';
import { parseDateString, parseLocaleTime, parseStatTime } from '../../../src/artifacts/dump/time';
import { timelineOf } from '../../../src/artifacts/dump/timeline';
import { groupTypes, parseTypeMessage } from '../../../src/artifacts/dump/typeMessage';
import { readText } from '../../../src/artifacts/readText';
import { cryptoPlan } from '../../fixtures/dump/plan';
import { writers } from '../../fixtures/dump/write';

const dumpOf = (text: string): Dump => {
  const [dump] = readText(text, { id: 'x', name: '' });
  assert.ok(dump?.kind === 'sync-internals');
  return dump;
};
const stat = (name: string, value: string, status: Stat['status'] = 'good'): Stat => ({
  name,
  value,
  status,
  type: 'string',
  nameSpan: { start: 0, end: 0 },
  valueSpan: { start: 0, end: 0 },
});

describe('what a dump says', () => {
  it('messages of types, old and new, wrapped and cut', () => {
    const table: readonly [string, string, string][] = [
      [
        'Error: Restart@components/sync/service/data_type_manager_impl.cc:511, cryptographer error was encountered: ',
        'crypto',
        'Restart@components/sync/service/data_type_manager_impl.cc:511',
      ],
      [
        'Error:GenerateCryptoErrorsForTypes@../../components/sync/driver/data_type_manager_impl.cc:42, cryptographer error was encountered',
        'crypto',
        'GenerateCryptoErrorsForTypes@../../components/sync/driver/data_type_manager_impl.cc:42',
      ],
      ['Error: pc:0x7ff1, model error was encountered:\n Model error type: 76', 'model', 'pc:0x7ff1'],
      ['Datatype preconditions not met.', 'precondition', ''],
      [' Throttled', 'throttled', ''],
      ['Backed off', 'backoff', ''],
      ['Preexisting controller error on Sync startup', 'datatype', ''],
    ];
    for (const [text, kind, location] of table)
      assert.deepEqual([parseTypeMessage(text)?.kind, parseTypeMessage(text)?.location], [kind, location], text);
    assert.deepEqual(parseTypeMessage('x model error was encountered: Model error type: 106')?.modelError, {
      number: 106,
      area: 'nigori',
    });
    assert.equal(parseTypeMessage('  '), undefined);
  });

  it('model error numbers', () => {
    for (const [number, key] of [
      [1, 'dump.modelPasswordStore'],
      [67, 'dump.modelBookmarkLimit'],
      [86, 'dump.modelDatabaseInit'],
      [94, 'dump.modelDeviceInfo'],
      [131, 'dump.modelUnknown'],
      [9999, 'dump.modelUnknown'],
    ] as const)
      assert.equal(modelErrorMeaning(number), key);
  });

  it('rows that share one error stand together, also where the form carries no status', () => {
    for (const form of ['status-3', 'page-text'] as const) {
      const groups = groupTypes(dumpOf(writers[form](cryptoPlan)));
      assert.deepEqual(
        groups.map((group) => [group.level, group.rows.map((row: DataTypeStatus) => row.name)]),
        [
          ['severity_error', ['Bookmarks', 'Passwords']],
          ['severity_warning', ['Sessions']],
          ['severity_info', ['History']],
          ['ok', ['Device Info']],
        ],
      );
    }
  });

  it('marks of stats without a status', () => {
    const table: readonly [Stat, string][] = [
      [stat('Auth Error', 'OK since browser startup'), 'good'],
      [stat('Auth Error', 'Invalid credentials (unknown). since 2026-01-01 00:00:00 +00'), 'bad'],
      [stat('Commit Step Result', 'UNSET'), 'good'],
      [stat('Commit Step Result', 'SERVER_RETURN_CONFLICT'), 'bad'],
      [stat('Server Connection', 'not attempted'), 'good'],
      [stat('Notifications Enabled', 'false', 'in_bad_state'), 'note'],
      [stat('Has Token', 'false', 'uninitialized'), 'unset'],
      [stat('Passphrase Required', 'true', 'in_bad_state'), 'bad'],
    ];
    for (const [given, mark] of table) assert.equal(statMark(given), mark, given.name);
    assert.equal(currentStatName('Token Request Status'), 'Last Token Request Result');
    assert.equal(currentStatName('Has Token'), 'Has Token');
  });

  it('step results of all generations', () => {
    const table: readonly [string, string, string][] = [
      ['Success', 'success', ''],
      ['SYNCER_OK', 'success', ''],
      ['UNSET', 'neutral', 'UNSET'],
      ['Network error (ERR_NAME_NOT_RESOLVED)', 'network', 'ERR_NAME_NOT_RESOLVED'],
      ['HTTP error (403)', 'http', '403'],
      ['SYNC_SERVER_ERROR (HTTP 403)', 'http', '403'],
      ['Result: Protocol error (NOT_MY_BIRTHDAY)', 'protocol', 'NOT_MY_BIRTHDAY'],
      ['SERVER_RETURN_THROTTLED', 'protocol', 'THROTTLED'],
      ['Protocol error (TRAN', 'protocol', 'TRAN'],
      ['Protocol violation error', 'violation', ''],
    ];
    for (const [text, kind, code] of table) assert.deepEqual(parseStepResult(text), { kind, code }, text);
  });

  it('the protocol log as a timeline', () => {
    const entries = timelineOf(dumpOf(writers['status-3'](cryptoPlan)));
    assert.deepEqual(
      entries.map((entry) => [entry.direction, entry.types, entry.result?.code]),
      [
        ['request', ['Bookmarks', 'Sessions', 'Device Info'], undefined],
        ['response', [], 'TRANSIENT_ERROR'],
      ],
    );
    assert.deepEqual(entries[1]?.fields, [
      { name: 'error_code', value: 'TRANSIENT_ERROR' },
      { name: 'error_message', value: 'try "again" later' },
      { name: 'store_birthday', value: 'ProductionEnvironmentDefinition' },
    ]);
    const first = dumpOf(writers['status-3'](cryptoPlan)).events[0];
    assert.ok(first);
    const answered = timelineOf({
      events: [
        first,
        { ...first, type: 'GetUpdates Response', details: 'Received 3 update(s).', time: (first.time ?? 0) + 250 },
      ],
    });
    assert.deepEqual(
      answered.map((entry) => [entry.partner, entry.elapsed, entry.result?.kind]),
      [
        [1, undefined, undefined],
        [0, 250, 'success'],
      ],
    );
  });

  it('times of the dump, of stats and of any UI language', () => {
    assert.equal(
      parseDateString('Sun Nov 22 2026 00:08:48 GMT+0100 (Mitteleurop\u00e4ische Normalzeit)')?.time,
      Date.UTC(2026, 10, 21, 23, 8, 48),
    );
    for (const [text, offset] of [
      ['2020-07-28 08:53:30 -03', -180],
      ['2026-11-22 00:09:22 +0059', 59],
      ['2026-11-22 00:09:22 Z', 0],
    ] as const)
      assert.equal(parseStatTime(`OK since ${text}`)?.offset, offset);
    const wanted = Date.UTC(2026, 10, 22, 13, 12, 34);
    for (const text of [
      '11/22/2026, 1:12:34 PM',
      '22.11.2026, 13:12:34',
      '22/11/2026 13:12:34',
      '22/11/2026, 1:12:34 pm',
      '2026/11/22 13:12:34',
      '2026/11/22 \u4e0b\u53481:12:34',
      '2026. 11. 22. \uc624\ud6c4 1:12:34',
      '22-11-2026 13:12:34',
      '11/22/2026, 1:12:34\u202fPM',
    ])
      assert.equal(parseLocaleTime(text), wanted, text);
    assert.equal(parseLocaleTime('yesterday'), undefined);
  });
});
