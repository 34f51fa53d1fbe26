import { gzipSync } from 'node:zlib';
import type { Artifact } from '../../../src/artifacts/artifact';
import { contosoStory, makeChain } from '../../fixtures/license/chain';
import { encodeSyncMessage, type MessageDescription } from '../../fixtures/sync/encode';
import { edgeClaims, makeToken, rmsClaims } from '../../fixtures/token/make';
import { capture, captureStart, dump, personal, type SessionParts, stats, type Trial, type Trials } from '../build';

const syncUrl = 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x%3D%3D';
const licenseUrl = 'https://api.aadrm.com/my/v2/enduserlicenses';
const issued = Math.floor(captureStart / 1000) - 600;

const sync = (parts: Partial<SessionParts> = {}): SessionParts => ({ method: 'POST', url: syncUrl, ...parts });
const license = (parts: Partial<SessionParts> = {}): SessionParts => ({
  method: 'POST',
  url: licenseUrl,
  contentType: 'application/json',
  ...parts,
});
const bearer = (claims: Readonly<Record<string, unknown>>, scheme = 'Bearer') => ({
  requestHeaders: { Authorization: `${scheme} ${makeToken(claims)}` },
});

/** A session that shows it, and one that does not. */
function session(bad: SessionParts, good: SessionParts): Trial {
  return { raises: [capture([bad])], misses: [capture([good])] };
}

/** An answer of the sync service. */
function answer(description: MessageDescription): Artifact {
  return capture([sync({ responseBody: new Uint8Array(gzipSync(encodeSyncMessage('response', description))) })]);
}

const healthyAnswer: MessageDescription = {
  error_code: 'SUCCESS',
  store_birthday: 'ProductionEnvironmentDefinition',
  get_updates: { changes_remaining: 0 },
};

/** A result code of the sync service; the near miss is another one. */
function code(name: string): Trial {
  return { raises: [answer({ ...healthyAnswer, error_code: name })], misses: [answer(healthyAnswer)] };
}

const wrapped = Buffer.from(makeChain({ form: 'online' }).join(''), 'utf8').toString('base64');
const granted = JSON.stringify({ AccessStatus: 'AccessGranted', Rights: ['VIEW'] });
const otherTenant = { tid: contosoStory.tenant, iss: `https://sts.windows.net/${contosoStory.tenant}/` };

const unreachable = (url: string): Trial => ({
  raises: [
    capture([{ url, status: 502, byCaptureTool: true, responseBody: '[Fiddler] The connection to host failed.' }]),
  ],
  misses: [
    capture([
      {
        url,
        status: 502,
        responseHeaders: { 'X-MSEdge-Ref': 'Ref A: x' },
        contentType: 'application/json',
        responseBody: '{"Code":"x","error":"x"}',
      },
    ]),
  ],
});

const afs = (environment: string, stage = 'NotStarted') =>
  `cV=abc;server=aks1;cloudType=Multitenant;environment=${environment};migrationStage=${stage}`;
const ref = (node: string) => `Ref A: 0123456789ABCDEF0123456789ABCDEF Ref B: ${node} Ref C: 2026-11-22T08:12:00Z`;
const header = (name: string, bad: string, good: string): Trial =>
  session(sync({ responseHeaders: { [name]: bad } }), sync({ responseHeaders: { [name]: good } }));

export const captures: Trials = {
  'data-region': header('X-AFS-Tracking', afs('Prod_germanywestcentral_prod-s01'), afs('Test_germanywestcentral')),
  'cloud-gcc-high-dod': session(
    { url: 'https://login.microsoftonline.us/common' },
    { url: 'https://login.microsoftonline.com/common' },
  ),
  'cloud-21vianet': session({ url: 'https://api.aadrm.cn/' }, { url: 'https://api.aadrm.com/' }),
  'cloud-germany-closed': session({ url: 'https://api.aadrm.de/' }, { url: 'https://x.api.aadrm.de/' }),
  'net-edge-sync-unreachable': unreachable(syncUrl),
  'net-aadrm-unreachable': unreachable(licenseUrl),
  'net-signin-unreachable': unreachable('https://login.microsoftonline.com/common/oauth2/token'),
  'net-cloudmessaging-unreachable': session(
    { url: 'wss://access-point.cloudmessaging.edge.microsoft.com/', status: 403 },
    { url: 'wss://access-point.cloudmessaging.edge.microsoft.com/', status: 101 },
  ),
  'net-wns-legacy': session(
    { url: 'https://client.wns.windows.com/' },
    { url: 'https://wns.windows.com.example.com/' },
  ),
  'net-proxy-auth-required': {
    raises: [
      capture([
        { method: 'CONNECT', url: 'api.aadrm.com:443', status: 407 },
        { method: 'CONNECT', url: 'api.aadrm.com:443', status: 502 },
      ]),
    ],
    misses: [
      capture([
        { method: 'CONNECT', url: 'api.aadrm.com:443', status: 407 },
        { method: 'CONNECT', url: 'api.aadrm.com:443', status: 200 },
      ]),
    ],
  },
  'net-tls-inspection': session(
    { method: 'CONNECT', url: 'api.aadrm.com:443', issuer: 'CN=Zscaler Intermediate Root CA' },
    { method: 'CONNECT', url: 'api.aadrm.com:443', issuer: 'CN=DO_NOT_TRUST_FiddlerRoot' },
  ),
  'net-tls-version': session(
    { method: 'CONNECT', url: 'edge.microsoft.com:443', flags: { 'https-server-version': 'Tls11' } },
    { method: 'CONNECT', url: 'edge.microsoft.com:443', flags: { 'https-server-version': 'Tls12' } },
  ),
  'http-401-sync': { raises: [capture([sync({ status: 401 })])], misses: [capture([sync({ status: 401 }), sync()])] },
  'http-403-sync': session(sync({ status: 403 }), { url: 'https://edge.microsoft.com/other', status: 403 }),
  'http-404-sync': session(sync({ status: 404 }), sync({ status: 405 })),
  'http-429-sync': session(sync({ status: 429 }), license({ status: 429 })),
  'http-5xx-sync': session(sync({ status: 503 }), sync({ status: 502 })),
  'http-401-aadrm': {
    raises: [capture([license({ status: 401 })])],
    misses: [capture([license({ status: 401 }), license({ status: 400 })])],
  },
  'http-403-aadrm': session(license({ status: 403 }), sync({ status: 403 })),
  'http-404-aadrm': session(license({ status: 404 }), license({ status: 404, responseBody: '{"Code":"x"}' })),
  'http-429-aadrm': session(license({ status: 429 }), sync({ status: 429 })),
  'http-5xx-aadrm': session(license({ status: 500 }), license({ status: 500, responseBody: '{"Code":"x"}' })),
  'license-access-granted': session(
    license({ responseBody: granted }),
    license({ responseBody: '{"AccessStatus":"AccessDenied"}' }),
  ),
  'license-access-not-granted': session(
    license({ responseBody: '{"AccessStatus":"AccessDenied"}' }),
    license({ responseBody: granted }),
  ),
  'license-content-expired': session(
    license({ responseBody: '{"AccessStatus":"ContentExpired"}' }),
    license({ responseBody: granted }),
  ),
  'license-request-missing': { raises: [capture([sync(), license()])], misses: [capture([license(), sync()])] },
  'license-request-private-data': session(
    license({ requestBody: JSON.stringify({ SerializedPublishingLicense: wrapped }) }),
    license({ requestBody: '{}' }),
  ),
  'token-in-capture': session(
    sync(bearer(edgeClaims(issued))),
    sync({ requestHeaders: { Authorization: 'Bearer opaque' } }),
  ),
  'capture-holds-key-material': session(
    license({ responseBody: '{"AccessStatus":"AccessGranted","Key":{"Value":"AAAA"}}' }),
    license({ responseBody: granted }),
  ),
  'token-wrong-audience': session(license(bearer(edgeClaims(issued))), license(bearer(rmsClaims(issued)))),
  'token-expired': session(sync(bearer(edgeClaims(issued - 9000))), sync(bearer(edgeClaims(issued)))),
  'token-not-edge-app': session(
    sync(bearer(edgeClaims(issued, { appid: 'd3590ed6-52b3-4102-aeff-aad2292ab01c' }))),
    sync(bearer(edgeClaims(issued))),
  ),
  'token-tenant-mismatch': {
    raises: [capture([license(bearer(rmsClaims(issued, otherTenant))), sync(bearer(edgeClaims(issued), 'aadv2'))])],
    misses: [capture([license(bearer(rmsClaims(issued))), sync(bearer(edgeClaims(issued), 'aadv2'))])],
  },
  'token-scope-missing': session(
    sync(bearer(edgeClaims(issued, { scp: 'User.Read' }))),
    sync(bearer(edgeClaims(issued))),
  ),
  'token-identity': session(
    sync(bearer(edgeClaims(issued, { ipaddr: '198.51.100.7' }))),
    sync(bearer(edgeClaims(issued))),
  ),
  'capture-sync-request': session(sync(), { url: 'https://edge.microsoft.com/sync/v2/feeds/me/settings/homeCloud' }),
  'header-afs-tracking': header('X-AFS-Tracking', afs('Prod_westeurope_x'), 'cV=abc'),
  'header-afs-migration': header('X-AFS-Tracking', afs('Prod_westeurope_x', 'Completed'), afs('Prod_westeurope_x')),
  'header-msedge-ref': header('X-MSEdge-Ref', ref('DUS30EDGE0718'), 'Ref A: x'),
  'header-far-frontend': {
    raises: [
      capture([
        sync({
          requestHeaders: { 'X-AFS-ClientInfo': 'platform=Windows; region=DE;' },
          responseHeaders: { 'X-MSEdge-Ref': ref('HKGEDGE0317') },
        }),
      ]),
    ],
    misses: [
      capture([
        sync({
          requestHeaders: { 'X-AFS-ClientInfo': 'platform=Windows; region=DE;' },
          responseHeaders: { 'X-MSEdge-Ref': ref('DUS30EDGE0718') },
        }),
      ]),
    ],
  },
  'header-region-vs-frontend': {
    raises: [
      capture([
        sync({ responseHeaders: { 'X-AFS-Tracking': afs('Prod_westeurope_x'), 'X-MSEdge-Ref': ref('DUS30EDGE0718') } }),
      ]),
    ],
    misses: [
      capture([
        sync({
          responseHeaders: { 'X-AFS-Tracking': afs('Prod_germanywestcentral_x'), 'X-MSEdge-Ref': ref('DUS30EDGE0718') },
        }),
      ]),
    ],
  },
  'net-ipv4-ipv6-difference': {
    raises: [capture([...families(400, 100)])],
    misses: [capture([...families(110, 100)])],
  },
  'sync-not-my-birthday': code('NOT_MY_BIRTHDAY'),
  'sync-client-data-obsolete': code('CLIENT_DATA_OBSOLETE'),
  'sync-encryption-obsolete': code('ENCRYPTION_OBSOLETE'),
  'sync-migration': code('MIGRATION_DONE'),
  'sync-throttled': code('THROTTLED'),
  'sync-partial-failure': code('PARTIAL_FAILURE'),
  'sync-transient-error': code('TRANSIENT_ERROR'),
  'sync-clear-pending': code('CLEAR_PENDING'),
  'sync-no-error-code': {
    raises: [answer({ ...healthyAnswer, error_code: undefined })],
    misses: [answer(healthyAnswer)],
  },
  'commit-entry-conflict': { raises: [commit('CONFLICT')], misses: [commit('SUCCESS')] },
  'commit-over-quota': { raises: [commit('OVER_QUOTA')], misses: [commit('CONFLICT')] },
};

function families(v4: number, v6: number): readonly SessionParts[] {
  return [1, 2, 3].flatMap(() => [
    sync({ serverIp: '13.107.21.239', duration: v4 }),
    sync({ serverIp: '2620:1ec:c11::239', duration: v6 }),
  ]);
}

function commit(response: string): Artifact {
  return answer({
    ...healthyAnswer,
    get_updates: undefined,
    commit: { entryResponse: [{ response_type: response, id_string: 'a' }] },
  });
}

void dump;
void personal;
void stats;
