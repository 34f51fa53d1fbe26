import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Artifact } from '../../src/artifacts/artifact';
import { readText } from '../../src/artifacts/readText';
import { diagnose, fixOf } from '../../src/diagnosis';
import { isMasked, isStatus } from '../../src/diagnosis/match/compare';
import { builtInPattern, foreignPattern } from '../../src/diagnosis/match/pattern';
import { durationOf, isOlderThan } from '../../src/diagnosis/match/times';
import { conditions } from '../../src/knowledge';
import { nodePlatform } from '../../src/platform/node';
import { staysQuick } from '../fixtures/watch';
import { capture, device, dump, log, note, policies, powershell, type SessionParts, signin } from './build';

const run = (artifacts: readonly Artifact[]) => diagnose(artifacts, { platform: nodePlatform });

/** Words that rows look for, so that made-up input comes near them. */
const words = fc.constantFrom(
  'Active',
  'Disabled',
  'None',
  'true',
  'false',
  'AAD',
  'MSA',
  'OK since 2026',
  'EDGE_AUTH_ERROR: 3, 54, 3ea',
  'Not signed in',
  'cryptographer error was encountered',
  'AADSTS53003',
  'AADSTS99999',
  'DISABLED_BY_ADMIN',
  'Uninitialized',
  '[removed]',
  '****',
  '',
  ' ',
  'Success',
  'No permissions',
  '["favorites","x"]',
  'NotSignedUpException',
  'NO',
  '2026-11-22 08:00:00.000 UTC',
  '7.4',
  '(',
  '\\',
  '*',
);
const anyText = fc.oneof(words, fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }));
const names = fc.constantFrom(
  ...new Set(
    conditions.flatMap((entry) =>
      entry.evidence.map((row) => row.where.replace(/^[^:]*:/, '').replace(/^[^/]*\//, '')),
    ),
  ),
);
const values = fc.dictionary(names, anyText, { maxKeys: 6 });
const sections = fc.dictionary(
  fc.constantFrom(
    'Summary',
    'Credentials',
    'Encryption',
    'Environment Info',
    'AAD Account Key Status',
    '?',
    'Identity',
  ),
  values,
  { maxKeys: 4 },
);
const urls = fc.constantFrom(
  'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x',
  'https://api.aadrm.com/my/v2/enduserlicenses',
  'https://login.microsoftonline.com/common/oauth2/token',
  'https://www.example.com/',
);
const bodies = fc.oneof(
  anyText,
  fc.uint8Array({ maxLength: 60 }),
  fc.constantFrom(
    '{"Code":null}',
    '{"Code":5,"AccessStatus":[]}',
    '{"SerializedPublishingLicense":"AAAA"}',
    '[1]',
    '{',
    '{"error_codes":[53003,"x"]}',
  ),
);
const session: fc.Arbitrary<SessionParts> = fc.record({
  url: urls,
  method: fc.constantFrom('GET', 'POST'),
  status: fc.constantFrom(0, 101, 200, 400, 401, 403, 407, 500, 502, 504, 999),
  requestHeaders: fc.dictionary(
    fc.constantFrom('Authorization', 'X-AFS-ClientInfo', 'User-Agent', 'x-ms-rms-platform-id'),
    anyText,
  ),
  responseHeaders: fc.dictionary(fc.constantFrom('X-MSEdge-Ref', 'X-AFS-Tracking', 'Date', 'Location'), anyText),
  requestBody: bodies,
  responseBody: bodies,
  contentType: fc.constantFrom('application/json', 'text/html', 'application/octet-stream', ''),
  netError: fc.constantFrom('', 'ERR_ABORTED', 'ERR_NAME_NOT_RESOLVED'),
});

describe('hostile input', () => {
  it('never makes diagnosis throw, and evidence always lies in its artifact', async () => {
    await fc.assert(
      fc.asyncProperty(
        sections,
        fc.dictionary(fc.constantFrom('Bookmarks', 'Passwords'), anyText),
        fc.array(session, { maxLength: 4 }),
        values,
        fc.array(anyText, { maxLength: 3 }),
        async (stats, types, sessions, given, lines) => {
          const artifacts: readonly Artifact[] = [
            dump({ sections: stats, types, tail: lines.join('\n') }),
            capture(sessions),
            policies(given),
            device(given),
            powershell({ cmdlet: lines[0], properties: given, console: lines.join('\n') }),
            signin(given),
            log(...lines),
            note(lines.join('\n')),
          ];
          const result = await run(artifacts);
          const known = new Set(artifacts.map((artifact) => artifact.id));
          for (const finding of result.findings) {
            assert.ok(finding.evidence.length > 0, finding.id);
            for (const { place, text } of finding.evidence) {
              assert.ok(known.has(place.artifact));
              assert.ok(text.length <= 300);
              if (place.range && 'start' in place.range) assert.ok(place.range.start.line >= 0);
            }
            for (const cause of finding.causedBy) {
              const above = result.findings.findIndex((other) => other.id === cause);
              assert.ok(above >= 0 && cause !== finding.id);
            }
            for (const language of ['en', 'de'] as const) {
              const fix = fixOf(finding, result.facts, language);
              assert.ok(fix.steps.every((step) => step !== ''));
            }
          }
          // Every consequence stands below its first cause.
          result.findings.forEach((finding, index) => {
            const first = finding.causedBy[0];
            if (first) assert.ok(result.findings.findIndex((other) => other.id === first) < index);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never makes diagnosis throw as text of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 12 }), async (lines) => {
        await run(readText(lines.join('\n'), { id: 'x', name: 'x.txt' }));
      }),
      { numRuns: 60 },
    );
  });

  it('cannot slow down a built-in expression', async () => {
    const size = 20_000;
    const fillers = [
      'a',
      ' ',
      '0',
      'AADSTS',
      'Result: ',
      'cV=',
      'Edge ',
      'model error was encountered',
      'environment=Prod_',
      '((',
      'k',
      '\t',
      'x@y:1, ',
    ];
    for (const entry of conditions) {
      for (const row of entry.evidence) {
        const sources = [row.scope, row.extract, row.match.endsWith('regex') ? row.pattern : undefined];
        for (const source of sources) {
          if (typeof source !== 'string') continue;
          const pattern = builtInPattern(source, row.flags);
          await staysQuick(`${entry.id}: ${source}`, () => {
            for (const filler of fillers) pattern.test(filler.repeat(size / filler.length));
          });
        }
      }
    }
  });
});

describe('comparison', () => {
  it('reads status lists', () => {
    const table: readonly (readonly [readonly string[], number, boolean])[] = [
      [['403'], 403, true],
      [['403'], 404, false],
      [['5xx&!502&!504'], 503, true],
      [['5xx&!502&!504'], 502, false],
      [['!0&!2xx&!407'], 0, false],
      [['!0&!2xx&!407'], 503, true],
      [['0', '!2xx&!101'], 0, true],
      [['0', '!2xx&!101'], 101, false],
    ];
    for (const [members, status, expected] of table)
      assert.equal(isStatus(members, status), expected, `${members} ${status}`);
  });

  it('reads dates and ages, and judges ambiguous ones by the year', () => {
    const taken = Date.UTC(2026, 10, 22, 8);
    const table: readonly (readonly [string, string, number | undefined, boolean])[] = [
      ['2026-11-22 03:59:00.000 UTC', 'PT4H', taken, true],
      ['2026-11-22 04:01:00.000 UTC', 'PT4H', taken, false],
      ['2026-11-22 03:00:00.000 UTC', 'PT4H', undefined, false],
      ['soon', 'PT4H', taken, false],
      ['1/30/2018 9:01:31 PM', '2018-03-01', undefined, true],
      ['30.01.2018 21:01:31', '2018-03-01', undefined, true],
      ['3/30/2018 9:01:31 PM', '2018-03-01', undefined, false],
      ['2/3/2018 9:01:31 PM', '2018-03-01', undefined, false],
      ['2/3/2017 9:01:31 PM', '2018-03-01', undefined, true],
      ['2018-02-28T00:00:00', '2018-03-01', undefined, true],
      ['', '2018-03-01', undefined, false],
    ];
    for (const [text, limit, at, expected] of table)
      assert.equal(isOlderThan(text, limit, at), expected, `${text} ${limit}`);
    assert.equal(durationOf('P1DT1H'), 90_000_000);
    assert.equal(durationOf('P'), undefined);
  });

  it('knows what is masked', () => {
    for (const text of ['[removed]', ' [x] ', '**', '██', 'xxx', 'XXXX', 'REDACTED', '***SANITIZED***', '##'])
      assert.ok(isMasked(text), text);
    for (const text of ['["favorites"]', '[]', '*', 'xx', 'redacted words', '[a] b', '', 'x1xx'])
      assert.ok(!isMasked(text), text);
  });

  it('finds the same with either engine', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a+', '^b', '[0-9]{2}', '(x|y)z$', '\\bword\\b'),
        fc.string({ unit: fc.constantFrom('a', 'b', 'x', 'y', 'z', '1', ' ', 'w', 'o', 'r', 'd') }),
        (source, text) => {
          const ours = builtInPattern(source).find(text);
          const theirs = foreignPattern(source)?.find(text);
          assert.deepEqual([theirs?.start, theirs?.end], [ours?.start, ours?.end]);
        },
      ),
    );
    assert.equal(foreignPattern('(?=a)'), undefined);
    assert.equal(foreignPattern('('), undefined);
  });
});

describe('copied policy page in a note', () => {
  it('is read by name, value and level', async () => {
    const page = (value: string, level: string) =>
      note(`From the page:\nSyncDisabled\t${value}\tPlatform\tMachine\t${level}\tOK\n`);
    const ids = async (artifact: Artifact) => (await run([artifact])).findings.map((finding) => finding.id);
    assert.ok((await ids(page('true', 'Mandatory'))).includes('policy-syncdisabled-mandatory'));
    assert.ok((await ids(page('true', 'Recommended'))).includes('policy-syncdisabled-recommended'));
    assert.deepEqual(await ids(page('false', 'Mandatory')), []);
    assert.deepEqual(await ids(note('The policy SyncDisabled true is not set here')), []);
    const found = (await run([page('true', 'Mandatory')])).findings[0]?.evidence[0]?.place.range;
    assert.deepEqual(found, { start: { line: 1, character: 13 }, end: { line: 1, character: 17 } });
  });
});
