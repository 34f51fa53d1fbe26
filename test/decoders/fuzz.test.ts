import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainCode, findCodes } from '../../src/decoders/codes';
import { explainHeader, findHeaderLines } from '../../src/decoders/headers';
import { explainIdentifier, findIdentifiers } from '../../src/decoders/identifiers';
import { distanceWords, readingWords, readTimes } from '../../src/decoders/time';
import { type Message, text } from '../../src/text';
import { FuzzWatch, fuzzRuns } from '../fixtures/fuzz';

/*
 * The small decoders under mutated inputs: whatever they are given, they answer in time, in sentences that exist, with
 * places inside the text.
 */

const seeds: Readonly<Record<string, readonly string[]>> = {
  codes: [
    'AADSTS50076: Due to a configuration change',
    'GetToken failed 0xCAA2000C and 3399614476 or -895352820',
    'EDGE_AUTH_ERROR: 3, 49, 80090016 for account type: AAD',
    'Primary Error: kTokenRequestFailed, Secondary Error: kTokenFetchUserInteractionRequired, Platform error: -2147023584, hex:80070520',
    'net::ERR_CONNECTION_RESET; WinHTTP error 12007; GoogleServiceAuthError state 3; invalid_grant',
    'MSALRuntime status: 5, suberror: ux_not_allowed',
    'net_error -105, ERROR_WINHTTP_TIMEOUT, hex:80070520',
  ],
  identifiers: [
    'ecd6b820-32c2-49b6-98a6-444530e5a77a',
    '{72F988BF-86F1-41AF-91AB-2D7CD011DB47} https://aadrm.com 00000000-0000-0000-0000-000000000000',
  ],
  times: [
    '1763802751207',
    '2026-11-22T09:12:31.207+01:00',
    '13412345678901234',
    'Sun Nov 22 2026 09:12:31 GMT+0100 (Central European Standard Time)',
    'Sun, 22 Nov 2026 08:12:31 GMT',
    '133413456789012345',
    '638994567512070000',
  ],
};
const headers: readonly (readonly [name: string, value: string])[] = [
  [
    'X-AFS-Tracking',
    'Environment=Prod_westeurope_prod-a-1-emea-westeurope;MigrationStage=2;CV=abcdefghijklmnopqrstuv.1.2',
  ],
  ['X-MSEdge-Ref', 'Ref A: 0123456789ABCDEF0123456789ABCDEF Ref B: DUS30EDGE0718 Ref C: 2026-11-22T09:12:31Z'],
  ['MS-CV', 'abcdefghijklmnop.1.22.333'],
  [
    'WWW-Authenticate',
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common", error="insufficient_claims", claims="eyJhIjoxfQ=="',
  ],
  ['X-AFS-ClientInfo', 'platform=Windows; os=Windows NT; osVer=10.0.22631; app=Microsoft Edge;'],
  ['x-ms-request-id', '72f988bf-86f1-41af-91ab-2d7cd011db47'],
  ['x-ms-rms-platform-id', 'AppName=Edge;AppVersion=1;UniqueId=ecd6b820-32c2-49b6-98a6-444530e5a77a;'],
  ['x-ms-clitelem', '1,50076,0,,'],
  ['Retry-After', '120'],
  ['Date', 'Sun, 22 Nov 2026 08:12:31 GMT'],
];

const piece = fc.oneof(
  fc.constantFrom(
    '0x',
    '-',
    ',',
    ';',
    '=',
    '"',
    ' ',
    '.',
    ':',
    '{',
    '}',
    '\0',
    '\n',
    '%',
    '9'.repeat(25),
    '0'.repeat(9),
  ),
  fc.constantFrom('AADSTS', 'ERR_', 'EDGE_AUTH_ERROR', 'Ref A:', 'GMT', '+99:99', '__proto__', 'constructor', '\ud800'),
  fc.string({ maxLength: 6 }),
);
const changes = fc.array(fc.record({ at: fc.nat(400), gone: fc.nat(12), piece }), { minLength: 1, maxLength: 4 });

function mutate(source: string, list: readonly { at: number; gone: number; piece: string }[]): string {
  let current = source;
  for (const { at, gone, piece: put } of list) {
    const place = at % (current.length + 1);
    current = current.slice(0, place) + put + current.slice(place + gone);
  }
  return current;
}

function check(
  name: string,
  inputs: fc.Arbitrary<string>,
  decode: (input: string) => readonly Message[],
  least: number,
): void {
  let said = 0;
  const watch = new FuzzWatch();
  fc.assert(
    fc.property(inputs, (input) => {
      watch.run(() => {
        for (const one of decode(input)) {
          said++;
          assert.notEqual(text(one, 'de'), '');
        }
      });
    }),
    { numRuns: fuzzRuns(20_000) },
  );
  watch.check(name);
  assert.ok(said > least, `${name}: the mutations must leave something to explain, ${said}`);
}

const mutated = (list: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...list), changes).map(([seed, edits]) => mutate(seed, edits));

describe('small decoders: fuzz', () => {
  it('mutated codes', () => {
    check(
      'codes',
      mutated(seeds['codes'] ?? []),
      (input) => {
        const found = findCodes(input);
        for (const { span } of found) assert.ok(span.start >= 0 && span.end > span.start && span.end <= input.length);
        return [...(explainCode(input)?.words ?? []), ...found.flatMap(({ explanation }) => explanation.words)];
      },
      10_000,
    );
  });

  it('mutated identifiers', () => {
    check(
      'identifiers',
      mutated(seeds['identifiers'] ?? []),
      (input) => {
        const found = findIdentifiers(input);
        for (const { span, value } of found) assert.equal(input.slice(span.start, span.end), value);
        return [...explainIdentifier(input), ...found.flatMap(({ words }) => words)];
      },
      2_000,
    );
  });

  it('mutated times', () => {
    check(
      'times',
      mutated(seeds['times'] ?? []),
      (input) =>
        readTimes(input).flatMap((reading) => {
          assert.ok(Number.isFinite(reading.time), `${input} is no time`);
          return [readingWords(reading, 60), distanceWords(reading.time, 1_763_802_751_207)];
        }),
      500,
    );
  });

  it('mutated headers', () => {
    const inputs = fc
      .tuple(fc.constantFrom(...headers), changes, fc.boolean())
      .map(([[name, value], edits, isName]) =>
        isName ? `${mutate(name, edits)}\u0001${value}` : `${name}\u0001${mutate(value, edits)}`,
      );
    check(
      'headers',
      inputs,
      (input) => {
        const at = input.indexOf('\u0001');
        const [name, value] = [input.slice(0, at), input.slice(at + 1)];
        const lines = findHeaderLines(`${name}: ${value}\r\n${value}`).flatMap(({ words }) => words);
        return [...explainHeader(name, value, 'request'), ...explainHeader(name, value, 'response'), ...lines];
      },
      10_000,
    );
  });
});
