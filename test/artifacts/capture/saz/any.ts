import fc from 'fast-check';
import { fiddlerTime, type SazLayout, type SazSession } from '../../../../src/reports/writers/saz';
import type { ZipLayout } from '../../../../src/reports/writers/zip';
import { httpMessage, sazSession } from '../../../fixtures/saz';
import { aesProtection, zipCryptoProtection } from '../../../fixtures/zipProtection';

/** The password of every generated archive that has one. */
export const password = 'secret';

/** What a generated session is made of. */
export interface MadeSession {
  readonly sid: number;
  readonly path: string;
  readonly status: number;
  readonly body: Uint8Array;
  readonly process: string;
  readonly comment: string;
  readonly started: number;
  readonly offset: number;
}

const text = fc.string({ maxLength: 40 }).map((value) => value.replace(/[\u0000-\u001f\ufffe\uffff]/g, ''));

export const anySession: fc.Arbitrary<MadeSession> = fc.record({
  sid: fc.nat(100_000),
  path: fc.stringMatching(/^[A-Za-z0-9._~-]{1,20}$/),
  status: fc.integer({ min: 100, max: 599 }),
  body: fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.uint8Array({ maxLength: 3000, size: 'max' })),
  process: fc.stringMatching(/^[a-z]{1,30}$/),
  comment: text,
  started: fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) }),
  offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
});

/** The stored parts of a generated session. */
export function sessionOf(of: MadeSession): SazSession {
  return sazSession({
    request: httpMessage([`POST https://contoso.example/${of.path} HTTP/1.1`], of.body.subarray(0, 100)),
    response: httpMessage([`HTTP/1.1 ${of.status} Reason`, 'Content-Type: application/octet-stream'], of.body),
    metadata: { sid: of.sid },
    flags: { 'x-processinfo': `${of.process}:7`, 'ui-comments': of.comment },
    timers: { ClientBeginRequest: fiddlerTime(of.started, of.offset) },
  });
}

type Protect = ZipLayout['protect'];

/** Encrypts every second entry, as an archive to which clear files were added later. */
function everySecond(protect: Protect): Protect {
  let count = 0;
  return (...args) => (count++ % 2 === 0 ? protect?.(...args) : undefined);
}

// Each archive gets protection of its own, since that counts the entries it has seen.
const protections: readonly (() => Protect)[] = [
  () => aesProtection(password, 1),
  () => aesProtection(password, 2),
  () => aesProtection(password, 3),
  () => aesProtection(password, 3, 1),
  () => zipCryptoProtection(password),
  () => everySecond(aesProtection(password, 1)),
  () => everySecond(zipCryptoProtection(password)),
];

const extras = [undefined, Uint8Array.of(0x4e, 0x55, 4, 0, 9, 8, 7, 6), Uint8Array.of(0x0a, 0, 4, 0, 0, 0, 0, 0)];
const renames: readonly SazLayout['rename'][] = [
  undefined,
  (name) => name.replace('/', '\\'),
  (name) => name.toUpperCase(),
  (name) => name.replace('raw', 'Raw').replace('_m.', '_M.'),
];

/** Every layout in which archives are met or must be read; one in two is not encrypted. */
export const anyLayout: fc.Arbitrary<SazLayout> = fc
  .record({
    order: fc.constantFrom<'cms' | 'csm'>('cms', 'csm'),
    index: fc.constantFrom<'last' | 'first' | 'none'>('last', 'first', 'none'),
    digits: fc.integer({ min: 1, max: 5 }),
    zip64: fc.constantFrom<'as-needed' | 'every-entry'>('as-needed', 'every-entry'),
    end64: fc.boolean(),
    descriptors: fc.boolean(),
    stored: fc.boolean(),
    extra: fc.constantFrom(...extras),
    rename: fc.constantFrom(...renames),
    protect: fc.oneof(fc.constant(undefined), fc.constantFrom(...protections)),
  })
  .map(({ protect, ...rest }) => ({ ...rest, protect: protect?.() }));
