import assert from 'node:assert/strict';
import type { Artifact } from '../../src/artifacts/artifact';
import { diagnose } from '../../src/diagnosis';
import { nodePlatform } from '../../src/platform/node';
import { message } from '../../src/text';
import { encodeSyncMessage } from '../fixtures/sync/encode';
import { capture, device, dump, log, note, policies, powershell, type SessionParts, stats } from './build';

const session = 'Status from Last Completed Session';
const syncUrl = 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x';
const licenseUrl = 'https://api.aadrm.com/my/v2/enduserlicenses';
const signInUrl = 'https://login.microsoftonline.com/common/oauth2/token';
const one = (parts: SessionParts): Artifact => capture([{ method: 'POST', ...parts }]);
const tunnel = (host: string, status: number): Artifact => capture([{ method: 'CONNECT', url: `${host}:443`, status }]);

async function idsOf(artifact: Artifact): Promise<readonly string[]> {
  return (await diagnose([artifact], { platform: nodePlatform })).findings.map((finding) => finding.id);
}

describe('unreachable or service fault', () => {
  const unreachable = 'net-edge-sync-unreachable';
  const fault = 'http-5xx-sync';
  const table: readonly (readonly [string, Artifact, readonly string[]])[] = [
    ['a network error', one({ url: syncUrl, status: 0, netError: 'ERR_NAME_NOT_RESOLVED' }), [unreachable]],
    ['a canceled request', one({ url: syncUrl, status: 0, netError: 'ERR_ABORTED' }), []],
    ['no answer and no error name', one({ url: syncUrl, status: 0 }), [unreachable]],
    ['a bare 502', one({ url: syncUrl, status: 502 }), [unreachable]],
    [
      'a 504 of the front end',
      one({ url: syncUrl, status: 504, responseHeaders: { 'X-MSEdge-Ref': 'Ref A: x' } }),
      [fault],
    ],
    [
      'a 502 of the service',
      one({ url: syncUrl, status: 502, responseHeaders: { 'mise-correlation-id': 'x' } }),
      [fault],
    ],
    [
      'a page of the capture tool',
      one({ url: syncUrl, status: 502, responseBody: '[Fiddler] The connection to host failed.' }),
      [unreachable],
    ],
    ['a 503', one({ url: syncUrl, status: 503 }), [fault]],
    ['a refused tunnel', tunnel('edge.microsoft.com', 403), [unreachable]],
    ['a tunnel without an answer', tunnel('edge.microsoft.com', 0), [unreachable]],
    ['an open tunnel', tunnel('edge.microsoft.com', 200), []],
    ['another path of the host', one({ url: 'https://edge.microsoft.com/config', status: 503 }), []],
  ];
  for (const [title, artifact, expected] of table) {
    it(`reads ${title}`, async () => {
      const found = (await idsOf(artifact)).filter((id) => id === unreachable || id === fault);
      assert.deepEqual(found, expected);
    });
  }

  it('blames no network for answers that the file lost', async () => {
    const lost: SessionParts = { url: syncUrl, status: 0, gaps: ['response'] };
    assert.ok((await idsOf(one(lost))).includes(unreachable));
    assert.ok(!(await idsOf(one({ ...lost, gaps: ['encrypted'] }))).includes(unreachable));
    const cut = {
      code: 'zip-entry-cut',
      message: message('diagnosis.needsPassword'),
      place: { artifact: 'x', layers: [] },
    };
    const damaged = { ...capture([{ method: 'POST', ...lost }]), problems: [cut] };
    assert.ok(!(await idsOf(damaged)).includes(unreachable));
  });

  it('tells a refused license call by its code, not as a fault', async () => {
    const refused = one({
      url: licenseUrl,
      status: 500,
      responseBody: '{"Code":"Microsoft.RightsManagement.Exceptions.SomethingNew"}',
    });
    const found = await idsOf(refused);
    assert.ok(found.includes('license-access-not-granted'));
    assert.ok(!found.includes('http-5xx-aadrm') && !found.includes('net-aadrm-unreachable'));
    const bare = await idsOf(one({ url: licenseUrl, status: 502 }));
    assert.ok(bare.includes('net-aadrm-unreachable') && !bare.includes('http-5xx-aadrm'));
    const nulls = await idsOf(one({ url: licenseUrl, status: 500, responseBody: '{"Code":null}' }));
    assert.ok(nulls.includes('http-5xx-aadrm'));
  });
});

describe('rows of evidence', () => {
  const answer = (action: string): Artifact =>
    one({
      url: syncUrl,
      responseBody: encodeSyncMessage('response', {
        error_code: 'SUCCESS',
        error: { error_type: 'NOT_MY_BIRTHDAY', action },
      }),
    });
  const table: readonly (readonly [string, string, Artifact])[] = [
    ['an action of the server', 'actionable-error', answer('DISABLE_SYNC_ON_CLIENT')],
    ['the type in the error block', 'sync-not-my-birthday', answer('UNKNOWN_ACTION')],
    [
      'the details of an event',
      'sync-throttled',
      dump({ events: [{ type: 'GetUpdates Response', details: 'Received error: Protocol error (THROTTLED)' }] }),
    ],
    [
      'the code in an event',
      'sync-transient-error',
      dump({ events: [{ type: 'Commit Response', details: 'Result: x', proto: { error_code: 'TRANSIENT_ERROR' } }] }),
    ],
    [
      'a network error in an event',
      'step-result-bad',
      dump({ events: [{ type: 'Commit Response', details: 'Result: Network error (ERR_TIMED_OUT)' }] }),
    ],
    [
      'an older result text',
      'sync-clear-pending',
      stats(session, { 'Download Step Result': 'SERVER_RETURN_USER_ROLLBACK' }),
    ],
    [
      'a number in the log',
      'sync-conflict',
      log('[1:2:ERROR:x(1)] PostClientToServerMessage() failed during Commit with error 13'),
    ],
    [
      'an engine that stopped, in the log',
      'unrecoverable-error',
      log('Unrecoverable error detected at x -- SyncServiceImpl unusable: y'),
    ],
    [
      'a code in a device listing',
      'aadsts-session-expired',
      device({ 'SSO State/Server Error Description': 'AADSTS70043: The refresh token has expired' }),
    ],
    [
      'a code in the address of a redirect',
      'aadsts-conditional-access-block',
      one({
        url: signInUrl,
        status: 302,
        responseHeaders: { Location: 'https://x.example/?error_description=AADSTS53003%3a+Access' },
      }),
    ],
    [
      'a proxy error of a HAR',
      'net-proxy-auth-required',
      one({ url: licenseUrl, status: 0, netError: 'ERR_PROXY_AUTH_REQUESTED' }),
    ],
    [
      'a missing sign-in host',
      'net-signin-unreachable',
      one({ url: signInUrl, status: 0, netError: 'ERR_CONNECTION_TIMED_OUT' }),
    ],
    [
      'the sync host of old versions',
      'sync-legacy-activity-host',
      one({ url: 'https://edge.activity.windows.com/v1/feeds/me/syncEntities/command/' }),
    ],
    [
      'an old version in a request',
      'edge-version-too-old',
      one({ url: syncUrl, requestHeaders: { 'X-AFS-ClientInfo': 'app=Microsoft Edge; appVer=97.0.1072.55;' } }),
    ],
    [
      'a disabled service',
      'rms-not-activated',
      powershell({ cmdlet: 'Get-AipServiceConfiguration', properties: { FunctionalState: 'Disabled' } }),
    ],
    [
      'a platform in a list',
      'rms-platform-disabled',
      powershell({
        cmdlet: 'Get-AipServiceConfiguration',
        properties: { DevicePlatformState: '{Windows -> False, Mac -> True}' },
      }),
    ],
    ['a waiting address', 'sync-server-url-empty', stats('Summary', { 'Disable Reasons': 'Waiting for sync url' })],
    ['a fetch message', 'sync-fetch-result-failed', stats('Environment Info', { 'Fetch Message': 'no route' })],
    [
      'a transport without the feature',
      'sync-feature-disabled',
      stats('Summary', { 'Sync Feature Enabled': false, 'Transport State': 'Active', 'Sync Account Type': 'AAD' }),
    ],
    [
      'an asked and missing token',
      'identity-token-request-failing',
      stats('Credentials', { 'Has Token': false, 'Requested Token': '2026-11-22 08:00:00 +01' }),
    ],
    [
      'a summary that asks to sign in',
      'identity-auth-error-summary',
      stats('Summary', { 'User Actionable Error': 'Sign-in needs update' }),
    ],
    [
      'a failed sign-in with the license app',
      'ca-blocks-rms-app',
      note('Status: Failure\nApplication: 00000012-0000-0000-c000-000000000000'),
    ],
    [
      'a service error text of the key vault',
      'rms-customer-key-unavailable',
      one({ url: licenseUrl, status: 500, responseBody: '{"Message":"CustomerKeyUnavailable"}' }),
    ],
    ['both conflicts of a forced sync', 'policy-forcesync-conflict', policies({ ForceSync: true, SyncDisabled: true })],
  ];
  for (const [title, id, artifact] of table) {
    it(`finds ${title}`, async () => {
      const found = await idsOf(artifact);
      assert.ok(found.includes(id), found.join(', '));
    });
  }

  it('points at the value itself', async () => {
    const parts: SessionParts = {
      url: licenseUrl,
      method: 'POST',
      status: 400,
      responseHeaders: { 'Content-Type': 'application/json' },
      responseBody: '{\n  "Code": "Microsoft.RightsManagement.Exceptions.NotSignedUpException"\n}',
      requestHeaders: { Accept: '*/*', Authorization: 'Bearer eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2lnbmF0dXJl' },
    };
    const { findings } = await diagnose([capture([parts])], { platform: nodePlatform });
    const code = findings.find((finding) => finding.id === 'rms-not-activated')?.evidence[0];
    assert.deepEqual(code?.place.layers, ['raw/1_s.txt']);
    assert.deepEqual(code?.place.range, { start: { line: 1, character: 10 }, end: { line: 1, character: 70 } });
    const token = findings.find((finding) => finding.id === 'token-in-capture')?.evidence[0];
    assert.deepEqual([token?.place.part, token?.place.layers], ['request', ['head']]);
    assert.deepEqual(token?.place.range && 'start' in token.place.range && token.place.range.start, {
      line: 2,
      character: 15,
    });
    assert.ok(!JSON.stringify(findings).includes('c2lnbmF0dXJl'), 'the token stays masked');
  });
});
