import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainCode, explainEdgeAuth, findCodes } from '../../../src/decoders/codes';
import { aadstsCodes, hresultCodes } from '../../../src/knowledge/codes';
import { type Language, text } from '../../../src/text';
import { fuzzRuns } from '../../fixtures/fuzz';

const say = (code: string, language: Language = 'en'): string =>
  (explainCode(code)?.words ?? []).map((one) => text(one, language)).join(' ');

describe('codes', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['AADSTS50076', 'AADSTS50076', /^AADSTS50076 UserStrongAuthClientAuthNRequired MFA demanded for this resource/],
    ['50076', 'AADSTS50076', /Do an interactive sign-in with MFA/],
    ['AADSTS1234567', 'AADSTS1234567', /not in the published list.*error\?code=1234567/],
    ['0xCAA2000C', '0xcaa2000c', /interaction_required/],
    ['3399614476', '0xcaa2000c', /unsigned 3399614476, signed -895352820/],
    ['-895352820', '0xcaa2000c', /0xCAA2000C/],
    ['caa2000c', '0xcaa2000c', /interaction_required/],
    ['0xCAA82EE2', '0xcaa82ee2', /12002/],
    ['0xCAA82F9A', '0xcaa82f9a', /WinINet number 12186|network error/i],
    ['0xCAA2FFFF', '0xcaa2ffff', /Probably an OAuth error/],
    ['0x80048801', '0x80048801', /read from the name only/],
    ['0x800488BD', '0x800488bd', /not documented/],
    ['0x12345678', '0x12345678', /not a documented result code/],
    ['invalid_grant', 'invalid_grant', /no longer good/],
    ['slow_down', 'slow_down', /OAuth error slow_down/],
    ['net::ERR_NAME_NOT_RESOLVED', 'net::ERR_NAME_NOT_RESOLVED', /-105.*DNS/],
    ['ERR_CERT_AUTHORITY_INVALID', 'net::ERR_CERT_AUTHORITY_INVALID', /-202/],
    ['net::ERR_NEVER_HEARD', 'net::ERR_NEVER_HEARD', /not in the table/],
    ['12007', '12007', /NAME_NOT_RESOLVED/],
    ['ERROR_WINHTTP_TIMEOUT', '12002', /TIMEOUT/],
    ['ERROR_INTERNET_NAME_NOT_RESOLVED', '12007', /NAME_NOT_RESOLVED/],
    ['net_error -105', 'net::ERR_NAME_NOT_RESOLVED', /DNS/],
    ['-105', 'net::ERR_NAME_NOT_RESOLVED', /DNS/],
    ['GoogleServiceAuthError 3', 'GoogleServiceAuthError 3', /CONNECTION_FAILED.*nothing to do with/],
    [
      'EDGE_AUTH_ERROR: 3, 49, 0 for account type: MSA',
      'EDGE_AUTH_ERROR 3, 49, 0',
      /kTokenRequestFailed, kDLLInvalidAccountId.*Edge 151.*No platform error.*sign out/,
    ],
    ['EDGE_AUTH_ERROR: 3, 54, 3ea', 'EDGE_AUTH_ERROR 3, 54, 3ea', /Not publicly documented: 54, 3ea/],
    [
      'EDGE_AUTH_ERROR: 9, 9, 80070520',
      'EDGE_AUTH_ERROR 9, 9, 80070520',
      /Not publicly documented: 9, 9\..*ERROR_NO_SUCH_LOGON_SESSION/,
    ],
    [
      'Primary Error: kImplicitSignInFailure, Secondary Error: kAccountProviderFetchError, Platform error: 0, hex:0',
      'kImplicitSignInFailure, kAccountProviderFetchError',
      /harmless/,
    ],
  ];
  for (const [source, code, expected] of cases) {
    it('suberrors and states of the broker library', () => {
      const names = (text: string) => findCodes(text).map(({ explanation }) => explanation.code);
      assert.deepEqual(names('{"error":"invalid_grant","suberror":"bad_token"}'), ['bad_token']);
      assert.deepEqual(names('MSALRuntime status: 5, sub error ux_not_allowed'), ['MSAL 5', 'ux_not_allowed']);
      assert.deepEqual(names('MSAL Response_Status.Status_InteractionRequired'), []);
      assert.equal(explainCode('MSALRuntime status: Response_Status.Status_InteractionRequired')?.code, 'MSAL 2');
      assert.equal(explainCode('MSAL status 99')?.words[0]?.key, 'codes.msalUnknown');
      assert.deepEqual(names('suberror: something_else'), []);
    });

    it(source, () => {
      assert.equal(explainCode(source)?.code, code);
      assert.match(say(source), expected);
      if (explainCode(source)?.kind !== 'winhttp') assert.notEqual(say(source, 'de'), say(source));
    });
  }

  it('never takes EDGE_AUTH_ERROR 3 for a Chromium error', () => {
    assert.doesNotMatch(say('EDGE_AUTH_ERROR: 3, 54, 3ea'), /CONNECTION_FAILED|1002|INVALID_MESSAGE/);
  });

  it('says that an error is old when a token came afterwards', () => {
    const words = explainEdgeAuth('EDGE_AUTH_ERROR: 3, 54, 3ea', 1)?.words ?? [];
    assert.ok(words.some((one) => one.key === 'codes.edgeAuthOld'));
  });

  it('every listed code has its sentences in both languages', () => {
    for (const code of [...aadstsCodes.map((one) => `AADSTS${one}`), ...hresultCodes]) {
      for (const language of ['en', 'de'] as const) assert.doesNotMatch(say(code, language), /codes\./, code);
    }
  });

  it('finds codes in text with their places', () => {
    const source = 'AADSTS50076: see 0xCAA2000C (-895352820); net::ERR_TIMED_OUT, order 1234567890, id 50076.';
    assert.deepEqual(
      findCodes(source).map(({ span }) => source.slice(span.start, span.end)),
      ['AADSTS50076', '0xCAA2000C', '-895352820', 'net::ERR_TIMED_OUT'],
    );
  });

  it('fuzz, any input is answered or declined', () => {
    const part = fc.constantFrom(
      'AADSTS',
      '0x',
      'EDGE_AUTH_ERROR: ',
      ', ',
      '3',
      '54',
      'ERR_',
      'net::',
      'Primary Error: k',
      '-',
      ' ',
      'GoogleServiceAuthError',
      '8007',
    );
    const source = fc.array(fc.oneof(part, fc.string({ maxLength: 6 }), fc.nat().map(String)), { maxLength: 12 });
    fc.assert(
      fc.property(source, (parts) => {
        const joined = parts.join('');
        explainCode(joined);
        for (const { span } of findCodes(joined)) assert.ok(span.end <= joined.length);
      }),
      { numRuns: fuzzRuns(20_000) },
    );
  });
});
