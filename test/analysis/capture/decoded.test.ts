import assert from 'node:assert/strict';
import type { TabView } from '../../../src/analysis/views';
import { nodePlatform } from '../../../src/platform/node';
import { type SazSession, writeSaz } from '../../../src/reports/writers/saz';
import { gluedChain } from '../../fixtures/license/chain';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { type OpenFile, openInService } from '../../fixtures/service';
import { encodeMessage, encodeSyncMessage } from '../../fixtures/sync/encode';
import { edgeClaims, jwks, makeRefreshToken, makeSigningKey, makeToken, tenantId } from '../../fixtures/token/make';

/* What the tabs show of values that sit in unusual places. */

const issued = 1_763_800_000;
const access = makeToken(edgeClaims(issued));
const command = 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x';

interface Exchange {
  readonly url?: string;
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
  readonly status?: string;
  readonly type?: string;
  readonly answer?: string | Uint8Array;
  readonly answerHeaders?: readonly string[];
}

function exchange(one: Exchange): SazSession {
  const { url = 'https://contoso.example/a', headers = [], body, status = '200 OK', answer = '' } = one;
  const method = body === undefined ? 'GET' : 'POST';
  const type = one.type ?? 'application/json';
  return sazSession({
    request: httpMessage([`${method} ${url} HTTP/1.1`, `Content-Type: ${type}`, ...headers], body),
    response: httpMessage([`HTTP/1.1 ${status}`, `Content-Type: ${type}`, ...(one.answerHeaders ?? [])], answer),
  });
}

const open = (...exchanges: readonly Exchange[]): Promise<OpenFile> =>
  openInService('a.saz', writeSaz(exchanges.map(exchange), nodePlatform));

async function tab<T extends TabView['tab']>(
  file: OpenFile,
  key: number,
  name: T,
): Promise<Extract<TabView, { tab: T }>> {
  const { tabs } = await file.ask('session', { key });
  assert.ok(
    tabs.some(({ id }) => id === name),
    `session ${key} has no tab ${name}`,
  );
  const view = await file.ask('tab', { key, tab: name });
  assert.equal(view.tab, name);
  return view as Extract<TabView, { tab: T }>;
}

describe('token tab', () => {
  const signatureOf = async (file: OpenFile, key: number, at = 0): Promise<string> => {
    const { tokens } = await tab(file, key, 'token');
    return tokens[at]?.checks.find(({ label }) => label === 'Signature')?.text ?? '';
  };

  it('says of every signature what can be said', async () => {
    const other = makeToken(edgeClaims(issued), { key: makeSigningKey('another') });
    const unsigned = makeToken(edgeClaims(issued), { alg: 'none' });
    const file = await open(
      { headers: [`Authorization: Bearer ${access}`] },
      { headers: [`Authorization: Bearer ${unsigned}`] },
    );
    assert.match(await signatureOf(file, 1), /Signing key test-key-1 not in the capture: not checked/);
    assert.match(await signatureOf(file, 2), /Unsigned/);
    const withKeys = await open(
      { headers: [`Authorization: Bearer ${access}`] },
      { headers: [`Authorization: Bearer ${other}`] },
      { url: 'https://login.microsoftonline.com/common/discovery/v2.0/keys', answer: JSON.stringify(jwks()) },
    );
    assert.match(await signatureOf(withKeys, 1), /consistency only/);
    assert.match(await signatureOf(withKeys, 2), /another not in the capture/);
  });

  it('goes on looking behind keys of somebody else', async () => {
    const [key] = jwks().keys;
    const { kid: _, ...nameless } = makeSigningKey('else').jwk;
    const foreign = { ...makeSigningKey('same name').jwk, kid: key?.kid };
    const answers = [{ keys: [nameless] }, { keys: [foreign] }, jwks()].map((set, index) => ({
      url: `https://keys${index}.contoso.example/certs`,
      answer: JSON.stringify(set),
    }));
    const request = { headers: [`Authorization: Bearer ${access}`] };
    assert.match(await signatureOf(await open(request, ...answers), 1), /consistency only/);
    assert.match(await signatureOf(await open(request, ...answers.slice(0, 1)), 1), /not in the capture/);
    assert.match(await signatureOf(await open(request, ...answers.slice(0, 2)), 1), /does not match key test-key-1/);
  });

  it('shows the token inside a proof, and whether its signature fits', async () => {
    const proof = makeToken({ at: access, ts: issued, u: 'x' }, { key: makeSigningKey('p'), header: { typ: 'pop' } });
    const file = await open(
      { headers: [`Authorization: PoP ${proof}`] },
      { url: 'https://login.microsoftonline.com/common/discovery/keys', answer: JSON.stringify(jwks()) },
    );
    const { tokens } = await tab(file, 1, 'token');
    assert.deepEqual(
      tokens.map(({ title }) => title),
      ['Proof-of-possession token (PoP) with an access token inside', 'Entra access token, version 1.0'],
    );
    assert.match(await signatureOf(file, 1, 1), /consistency only/);
    const labels = tokens.map(({ checks }) => checks.map(({ label }) => label));
    assert.deepEqual(labels[0], ['Signature'], 'what is said of the token inside is said there');
    assert.ok(labels[1]?.includes('Application'));
    assert.ok(!JSON.stringify(tokens).includes(access.split('.')[2] ?? '?'));
  });

  it('tells codes, session cookies and deflated SAML requests by their names', async () => {
    const value = makeRefreshToken();
    const xml = '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="a1"/>';
    const packed = Buffer.from(nodePlatform.compress('deflate-raw', new TextEncoder().encode(xml))).toString('base64');
    const file = await open(
      { url: `https://contoso.example/cb?code=${value}` },
      { headers: [`Cookie: ESTSAUTHPERSISTENT=${value}`] },
      { url: `https://contoso.example/saml2?SAMLRequest=${encodeURIComponent(packed)}` },
      { headers: [`Authorization: Bearer ${access.split('.').slice(0, 2).join('.')}`] },
    );
    const titles = [];
    for (const key of [1, 2, 3, 4]) titles.push((await tab(file, key, 'token')).tokens[0]?.title);
    assert.deepEqual(titles, [
      'Authorization code',
      'Session cookie of the token service',
      'SAML request',
      'Not a complete token',
    ]);
    assert.match(JSON.stringify((await tab(file, 3, 'token')).tokens[0]?.rows), /AuthnRequest/);
  });

  it('marks who is named as personal', async () => {
    const file = await open({ headers: [`Authorization: Bearer ${access}`] });
    const { tokens } = await tab(file, 1, 'token');
    const marked = tokens[0]?.rows.filter(({ value }) => value.personal).map(({ name }) => name) ?? [];
    assert.deepEqual(marked, ['deviceid', 'name', 'oid', 'sid', 'sub', 'unique_name', 'upn']);
  });
});

describe('license tab', () => {
  it('decodes the license that an answer of sync carries, and leaves its key alone', async () => {
    const License = Buffer.from(`\ufeff${gluedChain()}`).toString('base64');
    const answer = encodeSyncMessage('response', {
      error_code: 'SUCCESS',
      get_updates: {
        edge_publishing_license: { license_json: JSON.stringify({ License, Data: 'c2VjcmV0LWRhdGE=' }) },
      },
    });
    const file = await open({ url: command, body: '', type: 'application/octet-stream', answer });
    const view = await tab(file, 1, 'license');
    assert.ok(view.certificates.length >= 2);
    assert.ok(view.certificates.every(({ mark }) => mark === 'passed'));
    assert.ok(!JSON.stringify(view).includes('c2VjcmV0LWRhdGE'));
  });

  it('shows request, challenge, answer, cause and fix of a call', async () => {
    const realm = `Bearer resource="https://aadrm.com", realm="${tenantId}", authorization="https://login.windows.net/x"`;
    const file = await open(
      {
        url: 'https://api.aadrm.com/my/v2/templates',
        status: '401 Unauthorized',
        answerHeaders: [`WWW-Authenticate: ${realm}`],
      },
      {
        url: 'https://api.aadrm.com/my/v2/publishinglicenses',
        body: JSON.stringify({ TemplateId: 'x', AllowAuditedExtraction: true, Adapter: '02-00-5e-10-00-01' }),
        status: '500 Error',
        answer: JSON.stringify({ Code: 'Microsoft.RightsManagement.Exceptions.BadInputException', Message: 'no' }),
      },
      {
        url: 'https://api.aadrm.com/my/v2/enduserlicenses',
        answer: JSON.stringify({ AccessStatus: 'AccessDenied', ErrorMessage: 'no' }),
      },
    );
    const challenge = (await tab(file, 1, 'license')).answer[0];
    assert.ok(challenge?.rows.some(({ name, value }) => name === 'realm' && value.text === tenantId));
    const { answer } = await tab(file, 2, 'license');
    assert.deepEqual(
      answer[0]?.rows.slice(0, 3).map(({ name }) => name),
      ['Code', 'Message', 'Cause'],
    );
    const sent = answer.find(({ title }) => title === 'Request to the service')?.rows;
    assert.equal(sent?.find(({ name }) => name === 'Adapter')?.value.personal, true);
    const denied = (await tab(file, 3, 'license')).answer[0];
    assert.ok(denied?.rows.some(({ name }) => name === 'What to do'));
  });

  it('reads SOAP faults and chains of on-premises servers', async () => {
    const url = 'https://rms.contoso.example/_wmcs/licensing/license.asmx';
    const soap = (inner: string) =>
      `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;
    const nodes = gluedChain().replaceAll('</XrML><XrML', '</XrML></C><C><XrML');
    const file = await open(
      {
        url,
        type: 'text/xml',
        status: '500 Error',
        answer: soap(
          '<s:Fault><faultcode>Microsoft.DigitalRightsManagement.Core.UnlicensedException</faultcode></s:Fault>',
        ),
      },
      { url, type: 'text/xml', answer: soap(`<CertificateChain><C>${nodes}</C></CertificateChain>`) },
    );
    assert.equal((await tab(file, 1, 'license')).answer[0]?.rows[0]?.value.text, 'UnlicensedException');
    const { certificates } = await tab(file, 2, 'license');
    assert.ok(certificates.length >= 2);
    assert.equal(certificates[0]?.checks.at(-1)?.mark, 'passed', 'the links of the chain are followed');
  });

  it('marks owners as personal', async () => {
    const SerializedPublishingLicense = Buffer.from(`\ufeff${gluedChain()}`).toString('base64');
    const url = 'https://api.aadrm.com/my/v2/enduserlicenses';
    const file = await open({ url, body: JSON.stringify({ SerializedPublishingLicense }) });
    const { summary } = await tab(file, 1, 'license');
    const owner = summary.flatMap(({ rows }) => rows).find(({ name }) => name === 'Owner');
    assert.equal(owner?.value.personal, true);
  });
});

describe('sync tab', () => {
  const vector = 'JkXsl9CsUPu+kc0YOoXS4f';
  const request = (events: readonly string[]) =>
    encodeSyncMessage('request', {
      share: 'c2hhcmU=',
      protocol_version: 99,
      message_contents: 'GET_UPDATES',
      get_updates: { from_progress_marker: [{ data_type_id: 32904 }] },
      debug_info: {
        events: events.map((edge_correlation_vector) => ({
          sync_cycle_completed_event_info: { num_updates_downloaded: 3, edge_correlation_vector },
        })),
      },
    });

  it('leads from a debug event to the request it tells of', async () => {
    const type = 'application/octet-stream';
    const file = await open(
      { url: command, headers: [`X-AFS-CV: ${vector}`], body: request([]), type },
      { url: command, body: request([`${vector}.1`, 'AAAAAAAAAAAAAAAAAAAAAA.1']), type },
    );
    const { messages } = await tab(file, 2, 'sync');
    const events = messages[0]?.groups.find(({ title }) => title === 'Debug events of the client')?.rows;
    assert.deepEqual(
      events?.map(({ session, sid, meaning }) => [session, sid, meaning?.split(' (')[0]]),
      [
        [1, 1, 'Tells of #1'],
        [undefined, undefined, 'Tells of a request with X-AFS-CV AAAAAAAAAAAAAAAAAAAAAA, which is not in the capture'],
      ],
    );
    assert.match(events?.[0]?.value.text ?? '', /num_updates_downloaded 3/);
  });

  it('has every field of a long list, step by step', async () => {
    const entries = Array.from({ length: 1700 }, (_, at) => ({ id_string: `id ${at}` }));
    const answer = encodeSyncMessage('response', { error_code: 'SUCCESS', get_updates: { entries } });
    const file = await open({ url: command, type: 'application/octet-stream', answer });
    const [message] = (await tab(file, 1, 'sync')).messages;
    const node = message?.roots.find(({ name }) => name === 'get_updates')?.id ?? '';
    const page = await file.ask('children', { tree: message?.tree ?? '', node, from: 1500, to: 2000 });
    assert.deepEqual([page.total, page.nodes.length], [1700, 200]);
  });

  it('puts a message of very many fields under one root', async () => {
    const migrated_data_type_id = Array.from({ length: 1200 }, () => 1);
    const answer = encodeSyncMessage('response', { error_code: 'SUCCESS', migrated_data_type_id });
    const file = await open({ url: command, type: 'application/octet-stream', answer });
    const [message] = (await tab(file, 1, 'sync')).messages;
    assert.deepEqual(
      message?.roots.map(({ name, hasChildren }) => [name, hasChildren]),
      [['ClientToServerResponse', true]],
    );
    const node = message?.roots[0]?.id ?? '';
    const page = await file.ask('children', { tree: message?.tree ?? '', node, from: 1000, to: 1500 });
    assert.deepEqual([page.total, page.nodes.length, page.nodes[0]?.name], [1201, 201, 'migrated_data_type_id']);
    const listing = await file.ask('virtualDocument', { session: 1, part: 'sync' });
    assert.equal(listing.text.match(/^migrated_data_type_id: /gm)?.length, 1200);
  });

  it('lists encryption state and devices', async () => {
    const answer = encodeSyncMessage('response', {
      error_code: 'SUCCESS',
      get_updates: {
        entries: [
          {
            specifics: {
              nigori: { passphrase_type: 4, encryption_keybag: { key_name: 'k1' }, encrypt_everything: true },
            },
          },
          { specifics: { device_info: { client_name: 'PC-7', chrome_version: '144.0.1' } } },
        ],
      },
    });
    const file = await open({ url: command, type: 'application/octet-stream', answer });
    const { messages } = await tab(file, 1, 'sync');
    const group = (title: string) => messages[0]?.groups.find((one) => one.title === title)?.rows ?? [];
    assert.deepEqual(
      group('Encryption (Nigori)').map(({ name, value }) => `${name} ${value.text}`),
      ['passphrase_type CUSTOM_PASSPHRASE', 'encryption_keybag.key_name k1', 'encrypt_everything true'],
    );
    assert.equal(group('Devices')[0]?.value.text, 'PC-7');
    assert.equal(group('Devices')[0]?.value.personal, true);
  });

  it('does not take the messages of other services for sync', async () => {
    const bytes = Uint8Array.of(0x32, 2, 0x68, 0x69, 0x3a, 2, 0x68, 0x69);
    const file = await open({ url: 'https://api.contoso.example/rpc', type: 'application/x-protobuf', answer: bytes });
    assert.ok(!(await file.ask('session', { key: 1 })).tabs.some(({ id }) => id === 'sync'));
  });

  it('names the data types of push messages', async () => {
    const payload = encodeMessage('SyncInvalidationsPayload', { data_type_invalidations: [{ data_type_id: 32904 }] });
    const har = {
      log: {
        version: '1.2',
        entries: [
          {
            startedDateTime: '2026-11-22T09:12:31Z',
            time: 1,
            _resourceType: 'websocket',
            request: { method: 'GET', url: 'wss://a.cloudmessaging.edge.microsoft.com/x', headers: [] },
            response: { status: 101, statusText: 'Switching Protocols', headers: [], content: { size: 0 } },
            _webSocketMessages: [
              {
                type: 'receive',
                time: 1,
                opcode: 1,
                data: JSON.stringify({ payload: Buffer.from(payload).toString('base64') }),
              },
            ],
          },
        ],
      },
    };
    const file = await openInService('a.har', new TextEncoder().encode(JSON.stringify(har)));
    const { messages } = await tab(file, 1, 'sync');
    assert.ok(messages[0]?.checks.some(({ text }) => text === 'Invalidation for data type Bookmarks'));
  });
});
