import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  distanceWords,
  durationText,
  localText,
  momentOf,
  readingWords,
  readTimes,
  utcText,
} from '../../../src/decoders/time';
import { text } from '../../../src/text';
import { fuzzRuns } from '../../fixtures/fuzz';

const moment = Date.parse('2025-07-17T09:26:38Z');

describe('time', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['1752744398', 'unix-s', moment],
    ['1752744398000', 'unix-ms', moment],
    ['1752744398000000', 'unix-us', moment],
    ['13397217998000000', 'windows-us', moment],
    ['133972179980000000', 'filetime', moment],
    ['638883411980000000', 'dotnet-ticks', moment],
    ['2025-07-17T09:26:38Z', 'iso', moment],
    ['2025-07-17 11:26:38 +02:00', 'iso', moment],
    ['2025-07-17T09:26:38.2500000Z', 'iso', moment + 250],
    ['Thu Jul 17 2025 11:26:38 GMT+0200 (Mitteleuropäische Sommerzeit)', 'date-string', moment],
    ['Thu, 17 Jul 2025 09:26:38 GMT', 'http-date', moment],
    ['Thursday, 17-Jul-25 09:26:38 GMT', 'http-date', moment],
  ];
  for (const [source, kind, time] of cases) {
    it(source, () => {
      const reading = readTimes(source)[0];
      assert.deepEqual([reading?.kind, reading?.time, reading?.hasZone], [kind, time, true]);
      assert.match(text(readingWords({ kind: 'iso', time, hasZone: true }, 0), 'de'), /^2025-07-17 09:26:38/);
    });
  }

  for (const source of ['12', '99999999999999999999', '2025-13-45', 'Mon Foo 99 2025 10:00:00', '', 'x'.repeat(500)])
    it(`declines ${source.slice(0, 20)}`, () => assert.deepEqual(readTimes(source), []));

  it('a text without zone says so', () => assert.equal(readTimes('2025-07-17 09:26:38')[0]?.hasZone, false));

  it('words: local, distance, duration', () => {
    assert.equal(localText(moment, 120), '2025-07-17 11:26:38 +02:00');
    assert.equal(localText(moment, -210), '2025-07-17 05:56:38 -03:30');
    assert.equal(durationText(5_700_000), '1 h 35 min');
    assert.equal(durationText(-90_061_000), '1 d 1 h');
    assert.equal(durationText(830), '830 ms');
    assert.equal(text(distanceWords(moment, moment + 60_000), 'en'), '1 min before');
    assert.equal(utcText(Number.NaN), 'NaN');
  });

  it('property: clocks agree with each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const big = BigInt(seconds);
        const us = big * 1_000_000n + 11_644_473_600_000_000n;
        assert.equal(momentOf('unix-s', big), seconds * 1000);
        assert.equal(momentOf('windows-us', us), seconds * 1000);
        assert.equal(momentOf('filetime', us * 10n), seconds * 1000);
      }),
    );
  });

  it('fuzz, any input is answered', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 40 }),
          fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
          fc.date().map(String),
        ),
        (source) => {
          for (const reading of readTimes(source)) {
            readingWords(reading);
            utcText(reading.time);
          }
        },
      ),
      { numRuns: fuzzRuns(20_000) },
    );
  });
});
