import assert from 'node:assert/strict';
import type { Artifact } from '../../src/artifacts/artifact';
import { diagnose } from '../../src/diagnosis';
import type { ChainState, ChainStepName, Diagnosis } from '../../src/diagnosis/finding';
import { nodePlatform } from '../../src/platform/node';
import { contosoStory } from '../fixtures/license/chain';
import { edgeClaims, makeToken, rmsClaims, tenantId } from '../fixtures/token/make';
import { capture, captureStart, device, dump, healthySummary, personal, type SessionParts } from './build';

const run = (artifacts: readonly Artifact[]): Promise<Diagnosis> => diagnose(artifacts, { platform: nodePlatform });
const issued = Math.floor(captureStart / 1000) - 60;
const bearer = (claims: Readonly<Record<string, unknown>>) => ({
  requestHeaders: { Authorization: `Bearer ${makeToken(claims)}` },
});

const signIn: SessionParts = {
  method: 'POST',
  url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  responseBody: '{}',
  contentType: 'application/json',
};
const license: SessionParts = {
  method: 'POST',
  url: 'https://api.aadrm.com/my/v2/enduserlicenses',
  responseBody: '{"AccessStatus":"AccessGranted"}',
  contentType: 'application/json',
  ...bearer(rmsClaims(issued)),
};
const sync: SessionParts = {
  method: 'POST',
  url: 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x',
  ...bearer(edgeClaims(issued)),
};
const push: SessionParts = { url: 'wss://access-point.cloudmessaging.edge.microsoft.com/', status: 101 };
const refused: SessionParts = {
  ...license,
  status: 400,
  responseBody: '{"Code":"Microsoft.RightsManagement.Exceptions.NotSignedUpException"}',
};
const blind = (host: string): SessionParts => ({ method: 'CONNECT', url: `${host}:443`, isBlindTunnel: true });

/** States in the order token, license, feeds, messaging. */
const table: readonly (readonly [string, readonly Artifact[], readonly ChainState[]])[] = [
  ['a healthy capture', [capture([signIn, license, sync, push])], ['passed', 'passed', 'passed', 'passed']],
  ['a refused license', [capture([signIn, refused, sync])], ['passed', 'failed', 'passed', 'never-asked']],
  ['a capture that starts after sign-in', [capture([sync])], ['passed', 'never-asked', 'passed', 'never-asked']],
  [
    'nothing of sync',
    [capture([{ url: 'https://www.example.com/' }])],
    ['never-asked', 'never-asked', 'never-asked', 'never-asked'],
  ],
  [
    'undecrypted tunnels',
    [capture([blind('login.microsoftonline.com'), blind('api.aadrm.com'), blind('edge.microsoft.com')])],
    ['not-decrypted', 'not-decrypted', 'not-decrypted', 'never-asked'],
  ],
  [
    'refused tunnels',
    [capture([{ method: 'CONNECT', url: 'api.aadrm.com:443', status: 407 }])],
    ['never-asked', 'failed', 'never-asked', 'never-asked'],
  ],
  [
    'a challenge that the next call answers',
    [capture([{ ...license, status: 401 }, license, { ...sync, status: 401 }, sync])],
    ['passed', 'passed', 'passed', 'never-asked'],
  ],
  ['an error that stays', [capture([{ ...sync, status: 403 }])], ['passed', 'never-asked', 'failed', 'never-asked']],
  [
    'US Government hosts',
    [
      capture([
        { ...signIn, url: 'https://login.microsoftonline.us/common/oauth2/v2.0/token' },
        { ...license, url: 'https://api.aadrm.us/my/v2/enduserlicenses' },
      ]),
    ],
    ['passed', 'passed', 'never-asked', 'never-asked'],
  ],
  [
    '21Vianet hosts',
    [capture([{ ...license, url: 'https://api.aadrm.cn/my/v2/enduserlicenses', status: 404 }])],
    ['passed', 'failed', 'never-asked', 'never-asked'],
  ],
  [
    'the closed German cloud',
    [capture([{ ...license, url: 'https://api.aadrm.de/my/v2/enduserlicenses', status: 0 }])],
    ['passed', 'failed', 'never-asked', 'never-asked'],
  ],
  [
    'a healthy dump alone',
    [
      dump({
        sections: {
          Summary: healthySummary,
          Credentials: { 'Has Token': true },
          'AAD Account Key Status': { 'Last MIP Result': 'Success' },
          'Local State': { 'Server Connection': 'OK since x' },
        },
      }),
    ],
    ['passed', 'passed', 'passed', 'never-asked'],
  ],
  [
    'a signed-out dump',
    [dump({ sections: { Summary: { 'Disable Reasons': 'Not signed in' } } })],
    ['never-asked', 'never-asked', 'never-asked', 'never-asked'],
  ],
  ['no material', [], ['never-asked', 'never-asked', 'never-asked', 'never-asked']],
];

describe('sync chain', () => {
  const names: readonly ChainStepName[] = ['token', 'license', 'feeds', 'messaging'];
  for (const [title, artifacts, states] of table) {
    it(`reads ${title}`, async () => {
      const { chain } = await run(artifacts);
      assert.deepEqual(
        chain.map((step) => step.step),
        names,
      );
      assert.deepEqual(
        chain.map((step) => step.state),
        states,
        JSON.stringify(chain),
      );
      for (const step of chain) {
        if (step.state === 'failed' && artifacts.some((artifact) => artifact.kind === 'capture'))
          assert.ok(step.sessions.length > 0);
      }
    });
  }

  it('asks no license of a personal account', async () => {
    const { chain } = await run([personal(), capture([sync])]);
    assert.deepEqual(chain[1]?.reason.key, 'diagnosis.chainPersonal');
  });
});

describe('endpoint check', () => {
  const stateOf = async (sessions: readonly SessionParts[], host: string) => {
    const { endpoints } = await run([capture(sessions)]);
    return endpoints.find((entry) => entry.host === host);
  };

  it('tells reached, refused, not resolved, intercepted and not seen apart', async () => {
    assert.equal((await stateOf([license], 'api.aadrm.com'))?.state, 'reached');
    assert.equal((await stateOf([{ ...license, status: 403 }], 'api.aadrm.com'))?.state, 'refused');
    assert.equal(
      (await stateOf([{ ...sync, status: 0, netError: 'ERR_NAME_NOT_RESOLVED' }], 'edge.microsoft.com'))?.state,
      'not-resolved',
    );
    assert.equal((await stateOf([{ ...sync, status: 0 }], 'edge.microsoft.com'))?.state, 'not-answered');
    assert.equal((await stateOf([license], 'edge.microsoft.com'))?.state, 'not-seen');
    const tunnel: SessionParts = {
      method: 'CONNECT',
      url: 'api.aadrm.com:443',
      issuer: 'CN=Zscaler Root CA',
      responseHeaders: { FiddlerGateway: '10.0.0.1:8080' },
    };
    const seen = await stateOf([tunnel], 'api.aadrm.com');
    assert.deepEqual([seen?.state, seen?.issuer, seen?.proxy], ['intercepted', 'CN=Zscaler Root CA', '10.0.0.1:8080']);
    assert.equal((await stateOf([{ url: 'https://api.aadrm.cn/x' }], 'api.aadrm.cn'))?.endpoint.status, 'unsupported');
    assert.deepEqual((await run([])).endpoints, []);
    const inside: SessionParts = { method: 'CONNECT', url: 'api.aadrm.com:443' };
    assert.equal((await stateOf([inside, { ...license, status: 403 }], 'api.aadrm.com'))?.state, 'refused');
    const both = await run([
      capture([license, { ...push, url: push.url.replace('wss:', 'https:'), status: 200 }, push]),
    ]);
    const hosts = both.endpoints.filter((entry) => entry.state !== 'not-seen').map((entry) => entry.host);
    assert.deepEqual(hosts.sort(), [
      'access-point.cloudmessaging.edge.microsoft.com',
      'access-point.cloudmessaging.edge.microsoft.com',
      'api.aadrm.com',
    ]);
  });
});

describe('correlation', () => {
  it('compares tenants and accounts across files', async () => {
    const other = device({ 'Tenant Details/TenantId': contosoStory.tenant });
    const { correlation } = await run([capture([license, sync]), other]);
    assert.deepEqual(
      [...new Set(correlation.tenants.map((entry) => entry.value))].sort(),
      [tenantId, contosoStory.tenant].sort(),
    );
    assert.ok(correlation.notes.some((note) => note.key === 'diagnosis.tenantsDiffer'));
    const same = await run([capture([license, sync])]);
    assert.deepEqual(same.correlation.notes, []);
    assert.deepEqual(
      same.correlation.accounts.map((entry) => entry.value),
      ['megan@contoso.com'],
    );
  });

  it('leads from an error of a dump to the sessions that show it', async () => {
    const broken = dump({
      types: { Passwords: 'cryptographer error was encountered: ' },
      taken: captureStart + 60_000,
    });
    const { correlation } = await run([broken, capture([signIn, refused, sync])]);
    const link = correlation.links.find((entry) => entry.finding === 'crypto-error');
    assert.deepEqual(
      link?.sessions.map((session) => session.key),
      [2],
    );
    assert.equal(link?.sessions[0]?.by, 'chain');
  });

  it('joins a dump and a request by the correlation vector', async () => {
    const vector = 'bm39ctRM3NpJ6DFPSkBWcE';
    const failing = dump({
      sections: { 'Local State': { 'Server Connection': 'server error since x' } },
      events: [{ type: 'GetUpdates Response', details: `Received error: x\n${vector}.0;server=akswtt` }],
    });
    const { correlation } = await run([failing, capture([{ ...sync, responseHeaders: { 'MS-CV': `${vector}.0` } }])]);
    const link = correlation.links.find((entry) => entry.finding === 'server-connection-bad');
    assert.equal(link?.sessions[0]?.by, 'correlation');
  });

  it('measures how far the clock of the captured computer is off', async () => {
    const late = { Date: new Date(captureStart + 10 * 60_000).toUTCString() };
    const { correlation } = await run([capture([{ ...sync, responseHeaders: late }])]);
    assert.ok(Math.abs((correlation.skew[0]?.milliseconds ?? 0) - 600_000) < 2_000);
    assert.deepEqual(
      correlation.notes.map((note) => note.key),
      ['diagnosis.clockBehind'],
    );
  });
});
