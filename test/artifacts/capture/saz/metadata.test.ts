import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bitFlags, scanMetadata } from '../../../../src/artifacts/capture/saz/metadata';
import { rowMetadata, scanRowMetadata } from '../../../../src/artifacts/capture/saz/rowMetadata';
import { metadataFile } from '../../../../src/reports/writers/saz';
import { fuzzRuns } from '../../../fixtures/fuzz';

const names = [
  'x-processinfo',
  'X-ClientPort',
  'x-clientport',
  'x-hostip',
  'ui-comments',
  'ui-color',
  'UI-Color',
  'ui-backcolor',
  'x-autoresponder',
  'https-client-version',
  'x-egressport',
  'x-clientip',
];
const value = fc.string({ maxLength: 20 }).map((text) => text.replace(/[\u0000-\u001f\ufffe\uffff]/g, ''));
const metadata = fc.record({
  sid: fc.nat(99_999),
  bitFlags: fc.nat(0xfffff),
  aborted: fc.boolean(),
  timers: fc.uniqueArray(
    fc.record(
      {
        name: fc.constantFrom(
          'ClientConnected',
          'ClientBeginRequest',
          'DNSTime',
          'ServerBeginResponse',
          'ClientBeginResponse',
          'ClientDoneResponse',
        ),
        value,
      },
      { noNullPrototype: true },
    ),
    // An attribute that a tag has twice is no XML.
    { maxLength: 4, selector: ({ name }) => name },
  ),
  flags: fc.array(fc.record({ name: fc.constantFrom(...names), value }, { noNullPrototype: true }), { maxLength: 6 }),
  tunnel: fc.option(fc.record({ egress: fc.nat(), ingress: fc.nat() }), { nil: undefined }),
});

describe('saz: metadata', () => {
  it('reads what is written, and the short cut for rows reads the same', () => {
    fc.assert(
      fc.property(metadata, (wanted) => {
        const xml = new TextDecoder().decode(metadataFile(wanted));
        const whole = scanMetadata(xml);
        assert.equal(whole.state, 'whole');
        assert.deepEqual(whole.flags, wanted.flags);
        assert.deepEqual(whole.timers, wanted.timers);
        assert.equal(bitFlags(whole), wanted.bitFlags);
        assert.deepEqual(scanRowMetadata(xml), rowMetadata(whole));
      }),
      { numRuns: fuzzRuns(200) },
    );
  });

  it('derives BitFlags from the pipe where they are absent', () => {
    const { pipe, session } = scanMetadata(
      '<Session SID="1"><PipeInfo CltReuse="true" Reused="true" Streamed="true" Forwarded="true" /></Session>',
    );
    assert.equal(pipe.length, 4);
    assert.equal(session.length, 1);
    assert.equal(
      bitFlags(scanMetadata('<Session SID="1"><PipeInfo CltReuse="true" Forwarded="true" /></Session>')),
      0x808,
    );
  });

  it('ends with any text, in both ways', () => {
    const piece = fc.constantFrom(
      '<Session ',
      'SID="1"',
      ' BitFlags="19"',
      '>',
      '<SessionFlags>',
      '<SessionFlag N="',
      'x-hostip"',
      ' V="',
      '"',
      '/>',
      '</Session>',
      '<!',
      '&#x41;',
      '&bad;',
      '<SessionTimers',
      ' ClientConnected="',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        scanMetadata(pieces.join(''));
        scanRowMetadata(pieces.join(''));
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
