import assert from 'node:assert/strict';
import {
  decodeFound,
  decodeToken,
  explainToken,
  findTokens,
  isSecretClaim,
  maskedPayloadText,
  maskedTokenText,
  type TokenContext,
  tokenJson,
  verifyToken,
} from '../../../src/decoders/token';
import type { Token } from '../../../src/decoders/token/model';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import {
  edgeAppId,
  edgeClaims,
  jwks,
  makeMsaTicket,
  makePrtCookie,
  makeRefreshToken,
  makeSigningKey,
  makeToken,
  rmsClaims,
  tenantId,
} from '../../fixtures/token/make';
import { staysQuick } from '../../fixtures/watch';

const issued = 1_763_800_000;
const sent = (issued + 600) * 1000;
const access = makeToken(edgeClaims(issued));
const refresh = makeRefreshToken();
const ticket = makeMsaTicket();

function decoded(raw: string, name = ''): Token {
  const token = decodeToken(raw, { name, platform: nodePlatform });
  assert.ok(token, `no token in ${raw.slice(0, 60)}`);
  return token;
}

function codes(token: Token, context: TokenContext = {}): string[] {
  return explainToken(token, context).judgements.map((one) => one.code);
}

/** Lines of a width, as mail programs and obs-fold headers break them. */
function folded(value: string, width: number, lineBreak: string): string {
  return (value.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(lineBreak);
}

describe('token: found wherever it sits', () => {
  it('behind a character that does not belong there, and says so', () => {
    for (const stray of ['1', 'x-', '+']) {
      const source = `Authorization: Bearer ${stray}${access}`;
      const [found, ...others] = findTokens(source);
      assert.ok(found);
      assert.deepEqual([found.raw, found.stray, found.scheme, others.length], [access, stray, 'Bearer', 0]);
      for (const token of [decodeFound(found), decodeToken(source)]) {
        assert.equal(token?.audience, decoded(access).audience);
        assert.deepEqual(
          token?.problems.map(({ code, message }) => [code, message.args?.['text']]),
          [['token-stray', stray]],
        );
      }
    }
    // Without a scheme word, or with more than a slip of the hand, it is part of something else.
    for (const other of [`x1${access}`, `Bearer abcd${access}`]) assert.deepEqual(findTokens(other), []);
    assert.equal(findTokens(`Bearer ${access}`)[0]?.stray, undefined);
  });

  const wrapped: readonly (readonly [string, string, string, string])[] = [
    ['header', `Authorization: Bearer ${access}\r\nHost: x`, 'Bearer', 'Authorization'],
    ['header with the scheme of Edge sync', `Authorization: aadv2 ${access}`, 'aadv2', 'Authorization'],
    ['query', `https://x/?a=1&access_token=${access}&b=2`, '', 'access_token'],
    ['fragment', `https://x/#id_token=${access}`, '', 'id_token'],
    ['cookie', `Cookie: a=b; token=${access}; c=d`, '', 'token'],
    ['form', `grant_type=x&client_assertion=${access}&scope=y`, '', 'client_assertion'],
    ['JSON', `{"token_type":"Bearer","access_token":"${access}","x":1}`, '', 'access_token'],
    ['escaped JSON', `"{\\"access_token\\":\\"${access}\\"}"`, '', 'access_token'],
    [
      'SOAP',
      `<wsse:BinarySecurityToken ValueType="jwt">${access}</wsse:BinarySecurityToken>`,
      '',
      'BinarySecurityToken',
    ],
    ['WebSocket address', `wss://access-point.cloudmessaging.edge.microsoft.com/?t=${access}`, '', 't'],
    ['percent-encoded scheme', `Authorization=Bearer%20${access}`, 'Bearer', 'Authorization'],
    ['plain text with a full stop', `The token is ${access}.`, '', ''],
  ];
  for (const [title, source, scheme, name] of wrapped) {
    it(title, () => {
      const found = findTokens(source);
      assert.equal(found.length, 1);
      assert.equal(found[0]?.raw, access);
      assert.equal(source.slice(found[0]?.span.start, found[0]?.span.end), access);
      assert.equal(found[0]?.scheme, scheme);
      assert.equal(found[0]?.name, name);
    });
  }

  const [header = '', payload = '', signature = ''] = access.split('.');
  const standard = `${header}.${Buffer.from(payload, 'base64url').toString('base64')}.${Buffer.from(signature, 'base64url').toString('base64')}`;
  const damaged: readonly (readonly [string, string, string])[] = [
    ['folded lines', `Authorization: Bearer ${folded(access, 72, '\r\n ')}\r\nHost: x`, 'line-folds'],
    ['folded without indent', `${folded(access, 76, '\n')}\n`, 'line-folds'],
    ['quoted-printable', folded(access, 75, '=\r\n'), 'line-folds'],
    ['JSON line breaks', folded(access, 64, '\\n'), 'line-folds'],
    ['percent-encoded', `t=${encodeURIComponent(standard).replaceAll('.', '%2E')}&x`, 'percent-encoding'],
    ['double percent-encoded', encodeURIComponent(encodeURIComponent(standard)), 'percent-encoding'],
    ['quoted mail', `> ${folded(access, 70, '\n> ')}\n> Regards`, 'line-folds'],
    ['blanks at line ends', folded(access, 80, ' \n'), 'line-folds'],
    [
      'BinarySecurityToken of WS-Trust',
      `<o:BinarySecurityToken>${Buffer.from(access).toString('base64')}</o:BinarySecurityToken>`,
      'base64',
    ],
    ['standard Base64', standard, 'standard-base64'],
    ['JSON-escaped slashes', standard.replaceAll('/', '\\/').replaceAll('+', '\\u002b'), 'standard-base64'],
  ];
  for (const [title, source, how] of damaged) {
    it(`${title}: the same claims`, () => {
      const token = decoded(source);
      assert.ok(token.unwrapped.includes(how), token.unwrapped.join());
      assert.equal(token.compact, access);
      assert.deepEqual(token.claims, decoded(access).claims);
    });
  }

  it('does not swallow the line behind a token', () => {
    const found = findTokens(`${access}\nHost\nContent-Length: 5`);
    assert.equal(found[0]?.raw, access);
  });

  it('reads what a cut token still says', () => {
    const cut = decoded(`${access.slice(0, 400)}...`);
    assert.equal(cut.isCut, true);
    assert.equal(cut.audience, 'https://edgesync.microsoft.com');
    assert.ok(cut.claims.length > 3);
    assert.ok(codes(cut).includes('cut'));
  });

  for (const foreign of [
    'eyJ',
    'eyJhIjoxfQ.eyJiIjoyfQ.x',
    'eyJ..eyJ...',
    'a sentence. With dots. In it.',
    '1.2.3.4',
    'x'.repeat(500),
  ]) {
    it(`finds nothing in ${foreign.slice(0, 30)}`, () => assert.deepEqual(findTokens(foreign), []));
  }

  it('takes linear time on texts made of anchors', async () => {
    for (const piece of [
      'eyJ',
      'ZXlK',
      'eyJhbGciOiJ \n> ',
      '{"alg":"x"}.{',
      'PHNhbWw',
      'EwA',
      'MSAuth1.0 a="',
      '<Assertion ',
      '1.AQ',
      'eyJhbGciOiJub25lIn0.',
      '%65',
      'e\n',
    ]) {
      const long = piece.repeat(Math.ceil(600_000 / piece.length));
      await staysQuick(piece, () => findTokens(long));
    }
    for (const long of [
      `eyJhbGciOiJSUzI1NiJ9.${'A'.repeat(5_000_000)}`,
      `EwA${'B'.repeat(3_000_000)}`,
      `PHNhbWw${'B'.repeat(3_000_000)}`,
    ]) {
      assert.doesNotThrow(() => findTokens(long));
    }
  });
});

describe('token: kinds', () => {
  const samlXml = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" IssueInstant="2025-07-17T08:00:00Z"><saml:Issuer>https://sts.windows.net/${tenantId}/</saml:Issuer><saml:Subject><saml:NameID>megan@contoso.com</saml:NameID></saml:Subject><saml:Conditions NotBefore="2025-07-17T07:55:00Z" NotOnOrAfter="2025-07-17T09:00:00Z"><saml:AudienceRestriction><saml:Audience>https://aadrm.com</saml:Audience></saml:AudienceRestriction></saml:Conditions></saml:Assertion>`;
  const saml = Buffer.from(samlXml).toString('base64');

  it('encrypted', () => {
    const header = Buffer.from('{"alg":"dir","enc":"A256GCM","ctx":"abc"}').toString('base64url');
    const token = decoded(`${header}..c29tZWl2.Y2lwaGVydGV4dA.dGFn`);
    assert.equal(token.format, 'jwe');
    assert.equal(token.claims.length, 0);
    assert.equal(text(explainToken(token).title, 'en'), 'Answer of the token service, encrypted for the device');
  });

  it('PoP with the access token inside', () => {
    const token = decoded(`PoP ${makeToken({ at: access, ts: issued, m: 'GET', u: 'x' }, { header: { typ: 'pop' } })}`);
    assert.equal(token.format, 'pop');
    assert.equal(token.inner[0]?.token.appId, edgeAppId);
  });

  it('device cookie with the refresh token inside', () => {
    const token = decoded(makePrtCookie(refresh, issued));
    assert.equal(token.format, 'prt-cookie');
    assert.equal(token.inner[0]?.token.tenant, tenantId);
    assert.ok(!maskedTokenText(token).includes(token.compact.split('.')[1] ?? '?'));
  });

  it('client assertion', () => {
    const id = '11111111-1111-1111-1111-111111111111';
    const aud = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
    const token = decoded(makeToken({ iss: id, sub: id, aud, exp: issued }));
    assert.equal(token.format, 'client-assertion');
    assert.equal(token.appId, id);
  });

  it('SAML in Base64, as XML and deflated', () => {
    for (const source of [
      `SAMLResponse=${encodeURIComponent(saml)}`,
      samlXml,
      `"assertion":"${saml.replaceAll('/', '\\/')}"`,
    ]) {
      const token = decoded(source);
      assert.equal(token.format, 'saml');
      assert.equal(token.audience, 'https://aadrm.com');
      assert.equal(token.tenant, tenantId);
      assert.equal(token.times.expires, Date.parse('2025-07-17T09:00:00Z'));
    }
    const request =
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a" IssueInstant="2025-07-17T08:00:00Z"/>';
    const deflated = Buffer.from(nodePlatform.compress('deflate-raw', Buffer.from(request))).toString('base64');
    assert.equal(decoded(`SAMLRequest=${encodeURIComponent(deflated)}`).format, 'saml-request');
  });

  it('tickets of personal accounts, Xbox, Negotiate, NTLM', () => {
    assert.equal(decoded(`Authorization: WLID1.0 t="${ticket}"`).format, 'msa-ticket');
    assert.equal(decoded(`Authorization: XBL3.0 x=123;${ticket}`).format, 'xbox');
    assert.equal(decoded('Authorization: Negotiate YIIKggYGKwYBBQUCoIIKdjCCCnKgMDAuBgkq').format, 'negotiate');
    assert.equal(decoded('Authorization: NTLM TlRMTVNTUAABAAAAB4IIogAAAAA=').format, 'ntlm');
  });

  it('MSAuth1.0 with both inner tokens, listed once', () => {
    const source = `Authorization: MSAuth1.0 actortoken="Bearer ${access}", accesstoken="Bearer ${makeToken(rmsClaims(issued))}", type="PFAT"`;
    const found = findTokens(source);
    assert.deepEqual(
      found.map((one) => one.kind),
      ['msauth'],
    );
    const token = decoded(source);
    assert.deepEqual(
      token.inner.map((one) => [one.name, one.token.audience]),
      [
        ['actortoken', 'https://edgesync.microsoft.com'],
        ['accesstoken', 'https://aadrm.com'],
      ],
    );
    assert.equal(token.audience, 'https://aadrm.com');
  });

  it('refresh token, code and session cookie with tenant and client', () => {
    for (const [source, format] of [
      [`refresh_token=${refresh}&x=1`, 'refresh-token'],
      [`code=${refresh}&state=1`, 'authorization-code'],
      [`Cookie: ESTSAUTHPERSISTENT=${refresh}; x=y`, 'session-cookie'],
    ] as const) {
      const token = decoded(source);
      assert.equal(token.format, format);
      assert.deepEqual([token.tenant, token.appId], [tenantId, edgeAppId]);
      assert.doesNotMatch(maskedTokenText(token), /AgABAwEAAAD/);
    }
  });

  it('printed by a decoder page', () => {
    const token = decoded(
      `pasted:\n{"typ":"JWT","alg":"RS256"}.{"aud":"https://aadrm.com","tid":"${tenantId}","a":"}"}.[Signature]`,
    );
    assert.equal(token.format, 'printed');
    assert.deepEqual([token.audience, token.tenant], ['https://aadrm.com', tenantId]);
  });

  it('two parts only', () => {
    const token = decoded(access.split('.').slice(0, 2).join('.'));
    assert.equal(token.format, 'malformed');
    assert.equal(token.audience, 'https://edgesync.microsoft.com');
    assert.ok(token.problems.some((problem) => problem.code === 'token-two-parts'));
  });

  it('keeps digits, duplicates and hostile names as written, with their places', () => {
    const json = '{"big":12345678901234567890,"a":1,"a":2,"__proto__":"x","exp":"1763805699"}';
    const token = decoded(`eyJhbGciOiJub25lIn0.${Buffer.from(json).toString('base64url')}.`);
    assert.deepEqual(
      token.claims.map((claim) => [claim.name, claim.text]),
      [
        ['big', '12345678901234567890'],
        ['a', '1'],
        ['a', '2'],
        ['__proto__', '"x"'],
        ['exp', '"1763805699"'],
      ],
    );
    for (const claim of token.claims) assert.equal(json.slice(claim.valueSpan.start, claim.valueSpan.end), claim.text);
    assert.equal(token.times.expires, 1763805699000);
    assert.ok(codes(token).includes('unsigned'));
  });
});

describe('token: judged at the request', () => {
  const at = {
    host: 'edge.microsoft.com',
    path: '/sync/v1/feeds/me/syncEntities/command/',
    requestTime: sent,
    tenant: tenantId,
  };
  const judged = (claims: Record<string, unknown>, context: TokenContext = at): string[] =>
    codes(decoded(makeToken(claims)), context);

  it('a good token', () => {
    assert.deepEqual(judged(edgeClaims(issued)), ['valid', 'audience', 'edge', 'scope', 'tenant']);
  });

  const cases: readonly (readonly [string, Record<string, unknown>, TokenContext, string])[] = [
    ['expired then', edgeClaims(issued), { ...at, requestTime: (issued + 6100) * 1000 }, 'expired'],
    [
      'a skew of four minutes is no expiry',
      edgeClaims(issued),
      { ...at, requestTime: (issued + 5699 + 240) * 1000 },
      'valid',
    ],
    ['not yet valid', edgeClaims(issued + 7200), at, 'not-yet-valid'],
    ['wrong audience', rmsClaims(issued), at, 'wrong-audience'],
    ['not Edge', edgeClaims(issued, { appid: '00000003-0000-0ff1-ce00-000000000000' }), at, 'not-edge'],
    [
      'tenant of the license differs',
      edgeClaims(issued),
      { ...at, tenant: '11111111-2222-3333-4444-555555555555' },
      'tenant-differs',
    ],
    [
      'tid and iss differ',
      edgeClaims(issued, { tid: '11111111-2222-3333-4444-555555555555' }),
      { ...at, tenant: undefined },
      'tenant-issuer',
    ],
    ['missing scope', edgeClaims(issued, { scp: 'User.Read' }), at, 'missing-scope'],
    ['guest by claim', edgeClaims(issued, { acct: 1 }), at, 'guest'],
    ['guest by name', edgeClaims(issued, { upn: 'a_b.com#EXT#@contoso.onmicrosoft.com' }), at, 'guest'],
    [
      'application only',
      { aud: 'api', idtyp: 'app', roles: ['x'], iss: `https://sts.windows.net/${tenantId}/` },
      {},
      'app-only',
    ],
    ['personal account', { tid: '9188040d-6c67-4c5b-b112-36a304b66dad', aud: edgeAppId }, {}, 'personal'],
  ];
  for (const [title, claims, context, expected] of cases) {
    it(title, () => assert.ok(judged(claims, context).includes(expected), judged(claims, context).join()));
  }

  it('edge.microsoft.com is judged for its sync paths only', () => {
    const context = { ...at, path: '/abusiveadblocking/api/v1/blocklist' };
    assert.ok(!judged(rmsClaims(issued), context).some((code) => code.includes('audience')));
  });

  it('says claims in both languages, with names, clouds and distances', () => {
    const token = decoded(makeToken(edgeClaims(issued)));
    const say = (language: 'en' | 'de'): string =>
      tokenJson(token, { language, ...at, offset: 60 })
        .claims.map((claim) => `${claim.name}: ${claim.meaning}`)
        .join('\n');
    assert.match(say('en'), /appid: Application that asked for the token; Microsoft Edge/);
    assert.match(say('en'), /exp: .*08:26:40? ?UTC|exp: Not valid.* after the request/);
    assert.match(say('de'), /amr: Wie der Benutzer sich authentifiziert hat; pwd: Kennwort/);
    assert.match(say('de'), /iss: Aussteller und Mandant; globale Cloud oder US-Regierung/);
  });
});

describe('token: signatures', () => {
  const graph = makeToken(edgeClaims(issued, { aud: 'https://graph.microsoft.com' }), { nonce: 'plain-nonce' });
  const other = makeSigningKey('test-key-1');
  const foreign = makeSigningKey(
    'test-key-1',
    'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
  );
  const cases: readonly (readonly [string, string, unknown, string])[] = [
    ['fits', access, jwks(), 'verified'],
    ['fits after the nonce transform', graph, jwks(), 'verified-after-nonce'],
    [
      'altered',
      access.replace(
        /\.[^.]+\./,
        (part) =>
          `.${Buffer.from(Buffer.from(part.slice(1, -1), 'base64url').toString().replace('megan', 'mallo')).toString('base64url')}.`,
      ),
      jwks(),
      'wrong',
    ],
    ['another key with the same id', access, jwks(other), 'wrong'],
    ['key of another tenant', access, jwks(foreign), 'key-missing'],
    ['key not there', access, jwks(makeSigningKey('another')), 'key-missing'],
    ['unsigned', makeToken({ a: 1 }, { alg: 'none' }), jwks(), 'unsigned'],
    ['symmetric', makeToken({ a: 1 }, { alg: 'HS256' }), jwks(), 'not-checkable'],
    ['cut', access.slice(0, -100).replace(/\.[^.]*$/, ''), jwks(), 'not-checkable'],
    ['no keys', access, {}, 'key-missing'],
    ['a document that is no key set', access, 'text', 'key-missing'],
  ];
  for (const [title, raw, keys, state] of cases) {
    it(title, async () => {
      const check = await verifyToken(decoded(raw), { jwks: keys, from: 'capture', time: sent });
      assert.equal(check.state, state);
      for (const language of ['en', 'de'] as const) assert.doesNotMatch(text(check.words, language), /[{}]/);
    });
  }

  it('says that keys of the capture show consistency only', async () => {
    const check = await verifyToken(decoded(access), { jwks: jwks(), from: 'capture', time: sent });
    assert.match(text(check.words, 'en'), /consistency only, not that the key is genuine/);
    assert.equal((await verifyToken(decoded(access), undefined)).state, 'not-checked');
  });
});

describe('token: masking', () => {
  it('keeps header and payload, drops the signature', () => {
    const masked = maskedTokenText(decoded(access));
    assert.ok(masked.startsWith(access.slice(0, access.lastIndexOf('.') + 1)));
    assert.ok(!masked.includes(access.split('.')[2] ?? '?'));
    assert.match(masked, /\[signature, 342 characters\]$/);
  });

  it('no form of output holds a planted secret', () => {
    const all = [
      makeToken({ at: access, ts: 1 }, { header: { typ: 'pop' } }),
      makePrtCookie(refresh, issued),
      `{"alg":"HS256","typ":"JWT"}.{"refresh_token":"${refresh}","x":1}.[Signature]`,
      `WLID1.0 t=${ticket}`,
      refresh,
      `MSAuth1.0 usertoken="${ticket}", type="MSACT"`,
      access,
    ];
    const secrets = [access.split('.')[2] ?? '?', refresh.slice(60), ticket.slice(20)];
    for (const raw of all) {
      const token = decoded(raw);
      const shown = `${maskedTokenText(token)}${maskedPayloadText(token)}${JSON.stringify(tokenJson(token, { language: 'en' }))}`;
      const plain = shown + Buffer.from(maskedTokenText(token).split('.')[1] ?? '', 'base64url').toString();
      for (const secret of secrets) assert.ok(!plain.includes(secret), raw.slice(0, 40));
    }
  });

  it('the claim rh is no secret', () => {
    const token = decoded(makeToken(edgeClaims(issued, { rh: refresh.split('.').slice(0, 2).join('.') })));
    assert.deepEqual(token.claims.filter(isSecretClaim), []);
  });
});
