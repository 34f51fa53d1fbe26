import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { nodePlatform } from '../../../src/platform/node';
import { webSocketFile } from '../../../src/reports/redact/capture';
import { type SazSession, writeSaz } from '../../../src/reports/writers/saz';
import { ZipWriter } from '../../../src/reports/writers/zip';
import { contosoStory, gluedChain } from '../../fixtures/license/chain';
import { statusDump } from '../../fixtures/scenarios/statusDump';
import { encodeSyncMessage } from '../../fixtures/sync/encode';
import type { NamedBytes } from './support';

const utf8 = new TextEncoder();
const b64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const b64url = (text: string) => Buffer.from(text).toString('base64url');

/** What a marked secret looks like, wherever it turns up again. */
export const markPattern = /zq7(\d{4})secret/gi;

/** Makes files in which every secret carries a mark of its own. */
export class Planter {
  count = 0;
  readonly places = new Map<number, string>();

  /** A value without blanks, as keys, tokens and passwords are. */
  secret(place: string): string {
    const n = ++this.count;
    this.places.set(n, place);
    return `Zq7${String(n).padStart(4, '0')}SecretValue9`;
  }

  mail(place: string): string {
    return `${this.secret(place)}@planted.example`;
  }

  /** A mail of a domain of its own: the mark is in the domain, too. */
  mailWithDomain(place: string): string {
    return `someone@${this.secret(place).toLowerCase()}.example`;
  }

  person(place: string): string {
    return `${this.secret(place)} Person`;
  }

  opaque(place: string): string {
    return `0.AXoA${b64url(`${'x'.repeat(30)}`)}.${this.secret(place)}${'A1b'.repeat(20)}`;
  }

  token(place: string, claims: Record<string, unknown> = {}): string {
    const header = b64url(JSON.stringify({ typ: 'JWT', alg: 'RS256', kid: 'k' }));
    const payload = b64url(
      JSON.stringify({
        aud: 'https://edgesync.microsoft.com',
        tid: contosoStory.tenant,
        oid: this.secret(`${place}: oid`),
        upn: this.mail(`${place}: upn`),
        name: this.person(`${place}: name`),
        family_name: this.secret(`${place}: family_name`),
        deviceid: this.secret(`${place}: deviceid`),
        ...claims,
      }),
    );
    return `${header}.${payload}.${this.secret(`${place}: signature`)}`;
  }
}

/** Bodies and heads of one session each, with the response's encoding. */
function sessions(plant: Planter): SazSession[] {
  const list: SazSession[] = [];
  const add = (
    request: readonly string[],
    body: string | Uint8Array,
    responseHead: readonly string[],
    response: string | Uint8Array,
    more: Partial<SazSession> & {
      readonly flags?: readonly { name: string; value: string }[];
      readonly bits?: number;
    } = {},
  ): void => {
    const bytes = (content: string | Uint8Array) => Buffer.from(content);
    const { flags = [], bits = 1, ...rest } = more;
    list.push({
      request: Buffer.concat([
        bytes(`${request.join('\r\n')}\r\nContent-Length: ${bytes(body).length}\r\n\r\n`),
        bytes(body),
      ]),
      response: Buffer.concat([bytes(`HTTP/1.1 200 OK\r\n${responseHead.join('\r\n')}\r\n\r\n`), bytes(response)]),
      metadata: { sid: list.length + 1, bitFlags: bits, timers: [], flags },
      row: { sid: list.length + 1, status: 200, method: 'POST', url: 'https://edge.microsoft.com/' },
      ...rest,
    });
  };
  for (let round = 0; round < 5; round++) {
    const json = (place: string) =>
      JSON.stringify({
        access_token: plant.token(`${place}: access_token`),
        refresh_token: plant.opaque(`${place}: refresh_token`),
        id_token: plant.token(`${place}: id_token`),
        session_key_jwe: plant.secret(`${place}: session_key_jwe`),
        client_secret: plant.secret(`${place}: client_secret`),
        password: plant.secret(`${place}: password`),
        channelurl: `https://wns2-by3p.notify.windows.com/?token=${plant.secret(`${place}: channel`)}`,
        Key: { Value: b64(plant.secret(`${place}: content key`)), Algorithm: 'AES' },
        EncryptedApplicationData: plant.secret(`${place}: application data`),
        SerializedThinCLC: JSON.stringify({ pri: { prik: { kty: 'RSA', d: plant.secret(`${place}: CLC key`) } } }),
        Owner: plant.mail(`${place}: owner`),
        IssuedTo: plant.mailWithDomain(`${place}: issued to`),
        inner: JSON.stringify({
          deep: JSON.stringify({ refresh_token: plant.secret(`${place}: JSON in JSON in JSON`) }),
        }),
        packed: b64(
          gzipSync(
            JSON.stringify({
              password: plant.secret(`${place}: gzip in Base64`),
              mail: plant.mail(`${place}: mail in gzip`),
            }),
          ),
        ),
        encoded: encodeURIComponent(
          `refresh_token=${plant.secret(`${place}: percent`)}&user=${plant.mail(`${place}: mail in percent`)}`,
        ),
      });
    const post = ['POST https://edge.microsoft.com/x HTTP/1.1', 'Host: edge.microsoft.com'];
    const gzip = ['Content-Type: application/json', 'Content-Encoding: gzip'];
    add(
      [
        `POST https://login.microsoftonline.com/common/oauth2/token?code=${plant.secret('query: code')}&login_hint=${encodeURIComponent(plant.mail('query: login_hint'))}&client_secret=${plant.secret('query: secret')}#access_token=${plant.secret('fragment: token')} HTTP/1.1`,
        'Host: login.microsoftonline.com',
        `Authorization: Bearer ${plant.token('header: bearer')}`,
        `Proxy-Authorization: Basic ${b64(`user:${plant.secret('header: basic')}`)}`,
        `Cookie: ESTSAUTH=${plant.opaque('cookie: ESTSAUTH')}; other=${plant.secret('cookie: other')}`,
        `x-ms-RefreshTokenCredential: ${b64url('{"alg":"HS256","ctx":"a"}')}.${b64url(JSON.stringify({ refresh_token: plant.opaque('PRT: refresh_token'), request_nonce: plant.secret('PRT: nonce') }))}.${plant.secret('PRT: signature')}`,
        `sync-token: ${plant.secret('header: sync-token')}`,
        `X-AFS-ClientInfo: platform=Windows; appInstallationId=${plant.secret('header: installation')}; region=DE;`,
        `Referer: https://user:${plant.secret('url: password')}@intranet.example/?password=${plant.secret('referer: password')}`,
        `X-ClientIP: 10.77.${round}.99`,
      ],
      `grant_type=refresh_token&refresh_token=${encodeURIComponent(plant.opaque('form: refresh_token'))}&password=${plant.secret('form: password')}&client_assertion=${plant.token('form: assertion')}&username=${encodeURIComponent(plant.mail('form: username'))}&request=${plant.token('form: request')}`,
      [
        `Set-Cookie: ESTSAUTHPERSISTENT=${plant.secret('set-cookie')}; path=/; secure`,
        `Location: https://edge.example/?code=${plant.secret('location: code')}&state=1`,
        ...gzip,
      ],
      gzipSync(json('gzip')),
      {
        flags: [
          { name: 'x-clientip', value: '::ffff:10.77.7.77' },
          { name: 'ui-comments', value: `see ${plant.mail('comment')}` },
        ],
      },
    );
    add(
      post,
      json('request body'),
      ['Content-Type: application/json', 'Content-Encoding: br'],
      brotliCompressSync(json('br')),
    );
    add(post, '', ['Content-Type: application/json', 'Content-Encoding: deflate'], deflateSync(json('deflate')));
    const whole = gzipSync(json('chunked'));
    const chunked = Buffer.concat([
      Buffer.from('5\r\n'),
      whole.subarray(0, 5),
      Buffer.from(`\r\n${(whole.length - 5).toString(16)}\r\n`),
      whole.subarray(5),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    add(post, '', ['Transfer-Encoding: chunked', ...gzip], chunked);
    const part = (name: string, value: string) =>
      `--BoUnD\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    add(
      [...post, 'Content-Type: multipart/form-data; boundary=BoUnD'],
      `${part('password', plant.secret('multipart: password'))}${part('data', JSON.stringify({ refresh_token: plant.secret('multipart: JSON') }))}--BoUnD--\r\n`,
      ['Content-Type: text/html'],
      `<html><body><input name="x"><p>Hello &quot;${plant.mail('html: mail')}&quot;</p><td>Password</td><td>${plant.secret('html: cell')}</td></body></html>`,
    );
    const xbl = `MSAuth1.0 usertoken="${plant.secret('MSAuth: user token')}", type="MSACT"`;
    const pop = plant.token('pop: outer', { at: plant.token('pop: inner'), ts: '1' });
    add([...post, `Authorization: ${xbl}`, `X-Authorization: PoP ${pop}`], '', ['Content-Type: text/xml'], soap(plant));
    const chain = gluedChain({
      story: { ...contosoStory, name: plant.person('license: name'), mail: plant.mail('license: mail') },
    }).replace(
      /(<ENABLINGBITS[\s\S]*?<VALUE[^>]*>)[^<]*/g,
      (_, start: string) => start + b64(plant.secret('license: sealed key')),
    );
    add(
      post,
      JSON.stringify({ SerializedPublishingLicense: b64(Buffer.from(chain, 'utf16le')) }),
      gzip,
      gzipSync(JSON.stringify({ License: b64(chain) })),
    );
    const sync = syncBodies(plant);
    add(
      [
        `POST https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=${encodeURIComponent(b64(`${plant.secret('sync: client_id')}`))} HTTP/1.1`,
        'Host: edge.microsoft.com',
        'Content-Encoding: gzip',
        'Content-Type: application/octet-stream',
      ],
      gzipSync(sync.request),
      ['Content-Type: application/octet-stream', 'Content-Encoding: gzip'],
      gzipSync(sync.response),
    );
    const text = JSON.stringify({
      type: 'register',
      refresh_token: plant.secret('WebSocket: token'),
      user: plant.mail('WebSocket: mail'),
    });
    add(
      [
        'GET wss://x.cloudmessaging.edge.microsoft.com/ws HTTP/1.1',
        'Host: x.cloudmessaging.edge.microsoft.com',
        'Upgrade: websocket',
        'Connection: Upgrade',
      ],
      '',
      ['Upgrade: websocket'],
      '',
      {
        bits: 0x40001,
        webSocket: webSocketFile([
          {
            index: 1,
            direction: 'client',
            time: 1_700_000_000_000,
            opcode: 1,
            bytes: utf8.encode(text),
            complete: true,
          },
          { index: 2, direction: 'server', time: undefined, opcode: 2, bytes: gzipSync(text), complete: true },
        ]),
      },
    );
    add(
      post,
      '',
      ['Content-Type: application/octet-stream'],
      Buffer.concat([
        Buffer.from([0, 1, 2, 3, 0, 9]),
        Buffer.from(` ${plant.mail('binary: mail')} `),
        Buffer.from([0, 5, 6]),
        Buffer.from(` Password=${plant.secret('binary: UTF-16')} `, 'utf16le'),
        Buffer.from([0, 255, 254, 1]),
      ]),
    );
  }
  return list;
}

function soap(plant: Planter): string {
  return `<s:Envelope xmlns:s="x"><s:Body><wsse:UsernameToken xmlns:wsse="y"><wsse:Username>${plant.mail('SOAP: user')}</wsse:Username><wsse:Password>${plant.secret('SOAP: password')}</wsse:Password></wsse:UsernameToken></s:Body></s:Envelope>`;
}

function syncBodies(plant: Planter): { readonly request: Uint8Array; readonly response: Uint8Array } {
  const entity = (place: string) => ({
    id_string: 'a',
    name: plant.secret(`${place}: name`),
    specifics: {
      bookmark: {
        url: `https://${plant.secret(`${place}: site`)}.example/`,
        legacy_canonicalized_title: plant.secret(`${place}: title`),
      },
    },
  });
  const request = encodeSyncMessage('request', {
    share: plant.secret('sync: share'),
    protocol_version: 99,
    message_contents: 'COMMIT',
    commit: { entries: [entity('sync commit'), entity('sync commit')], cache_guid: plant.secret('sync: cache_guid') },
  });
  const response = encodeSyncMessage('response', {
    get_updates: {
      entries: [
        entity('sync update'),
        {
          id_string: 'b',
          specifics: {
            password: {
              encrypted: { key_name: 'k', blob: plant.secret('sync: blob') },
              unencrypted_metadata: { url: `https://${plant.secret('sync: password site')}.example/` },
            },
          },
        },
        { id_string: 'c', specifics: { device_info: { client_name: plant.secret('sync: device name') } } },
        { id_string: 'd', specifics: { '@650913': utf8.encode(plant.secret('sync: Edge type')) } },
      ],
      encryption_keys: [utf8.encode(plant.secret('sync: encryption key'))],
    },
    error_code: 'SUCCESS',
    store_birthday: 'ProductionEnvironmentDefinition',
  });
  return { request, response };
}

/** A capture with a mark at every place that a capture has for a secret. */
export function plantedCapture(plant: Planter): NamedBytes {
  return { name: 'planted.saz', bytes: writeSaz(sessions(plant), nodePlatform) };
}

/** Texts of every kind. */
export function plantedTexts(plant: Planter): NamedBytes[] {
  const user = plant.mail('dump: username');
  const machine = plant.secret('device: name').slice(0, 15);
  const dump = statusDump({
    identity: [
      ['Sync Client ID', b64(plant.secret('dump: client id'))],
      ['Username', user],
    ],
    events: Array.from({ length: 4 }, () => ({
      time: Date.UTC(2026, 10, 22),
      type: 'Commit Request',
      details: `for ${plant.mail('dump: details')}`,
      proto: {
        share: plant.secret('dump: share'),
        commit: {
          entries: [
            {
              non_unique_name: plant.secret('dump: title'),
              specifics: {
                bookmark: {
                  url: `https://${plant.secret('dump: site')}.example`,
                  full_title: plant.secret('dump: title'),
                },
              },
            },
          ],
          cache_guid: plant.secret('dump: cache guid'),
        },
      },
    })),
  });
  const node = (type: string, specifics: string) => `=====\n1,,,,,,,,,,,${type},,${specifics}`;
  const nodeDump = `2026-11-22T08:15:02.000Z,Mozilla/5.0 Edg/144.0.0.0\n=====\n${JSON.stringify({ details: [], type_status: [] })}\n${[
    node(
      'Bookmarks',
      JSON.stringify({
        bookmark: { url: `https://${plant.secret('node: site')}.example`, full_title: plant.secret('node: title') },
      }),
    ),
    node(
      'Preferences',
      JSON.stringify({ preference: { name: plant.secret('node: name'), value: plant.secret('node: value') } }),
    ),
  ].join('\n')}\n`;
  const dsreg = `+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

             AzureAdJoined : YES
              DomainJoined : NO
               Device Name : ${machine}

+----------------------------------------------------------------------+
| Device Details                                                       |
+----------------------------------------------------------------------+

                  DeviceId : ${plant.secret('device: id')}
                Thumbprint : ${plant.secret('device: thumbprint')}
            KeyContainerId : ${plant.secret('device: key container')}

+----------------------------------------------------------------------+
| Tenant Details                                                       |
+----------------------------------------------------------------------+

                TenantName : ${plant.secret('device: tenant name')}
                  TenantId : ${contosoStory.tenant}

+----------------------------------------------------------------------+
| Diagnostic Data                                                      |
+----------------------------------------------------------------------+

    Executing Account Name : ORG\\${plant.secret('device: account')}, ${plant.mail('device: account mail')}
            Client Time : 2026-11-22 08:16:40.000 UTC
`;
  const policies = JSON.stringify({
    chromeMetadata: { application: 'Microsoft Edge' },
    policyValues: {
      chrome: {
        name: 'Microsoft Edge Policies',
        policies: {
          ProxySettings: {
            level: 'mandatory',
            scope: 'machine',
            source: 'platform',
            value: { ProxyServer: `http://proxyuser:${plant.secret('policy: proxy password')}@proxy.example:8080` },
          },
          RestrictSigninToPattern: {
            level: 'mandatory',
            scope: 'machine',
            source: 'platform',
            value: `.*@planted\\.example`,
          },
          CloudManagementEnrollmentToken: {
            level: 'mandatory',
            scope: 'machine',
            source: 'platform',
            value: { password: plant.secret('policy: password') },
          },
          DownloadDirectory: {
            level: 'mandatory',
            scope: 'machine',
            source: 'platform',
            value: `C:\\Users\\${plant.secret('policy: path')}\\Downloads`,
          },
        },
      },
    },
  });
  const powershell = `PS C:\\Users\\${plant.secret('PowerShell: prompt')}> Get-AipServiceConfiguration\n\nBPOSId                                    : ${contosoStory.tenant}\nFunctionalState                           : Enabled\nOwnerEmail                                : ${plant.mail('PowerShell: owner')}\nPassword                                  : ${plant.secret('PowerShell: password')}\n\n\nUserPrincipalName              DisplayName\n-----------------              -----------\n${plant.secret('table: name').padEnd(31)}${plant.secret('table: display')}\n`;
  const csv = `"TimeCreated","Id","UserPrincipalName","Message"\n"2026-11-22 09:00:00","1098","${plant.secret('csv: user')}","Error: 0xCAA90056 for ${plant.mail('csv: message')}"\n`;
  const log = Array.from(
    { length: 8 },
    () =>
      `[1234:5678:1122/091500.123:ERROR:sync_manager.cc(12)] Authorization: Bearer ${plant.token('log: bearer')}\n[1234:5678:1122/091501.123:INFO:oauth.cc(1)] https://login.live.com/?code=${plant.secret('log: code')}&x=1 refresh_token=${plant.secret('log: refresh_token')} user ${plant.mail('log: user')} at C:\\Users\\${plant.secret('log: path')}\\AppData`,
  ).join('\n');
  const netlog = `{"constants":{"logEventTypes":{"REQUEST_ALIVE":1,"HTTP_TRANSACTION_SEND_REQUEST_HEADERS":2},"logEventPhase":{"PHASE_BEGIN":1,"PHASE_END":2,"PHASE_NONE":0},"logSourceType":{"URL_REQUEST":1},"timeTickOffset":1795304954346},\n"events": [\n${Array.from(
    { length: 4 },
    (_, id) =>
      `{"params":{"url":"https://edge.microsoft.com/?code=${plant.secret('netlog: code')}","headers":["Authorization: Bearer ${plant.token('netlog: bearer')}","Cookie: a=${plant.secret('netlog: cookie')}"],"bytes":"${b64(`POST / HTTP/1.1\r\nCookie: b=${plant.secret('netlog: bytes')}\r\n\r\n`)}"},"phase":1,"source":{"id":${id},"type":1},"time":"1","type":1}`,
  ).join(',\n')}]}\n`;
  const pem = `Customer writes:\n-----BEGIN PRIVATE KEY-----\n${b64(plant.secret('pem'))}\n-----END PRIVATE KEY-----\nMy mail is ${plant.mail('text: mail')}, MAC 5E-AD-BE-EF-00-17, refresh_token: ${plant.opaque('text: refresh token')}\nPassword: ${plant.secret('text: password')} with a blank ${plant.secret('text: rest of the password')}\n`;
  return [
    { name: 'dump.txt', bytes: utf8.encode(dump) },
    { name: 'nodes.csv', bytes: utf8.encode(nodeDump) },
    { name: 'dsregcmd.txt', bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(dsreg, 'utf16le')]) },
    { name: 'policies.json', bytes: utf8.encode(policies) },
    { name: 'powershell.txt', bytes: utf8.encode(powershell) },
    { name: 'events.csv', bytes: utf8.encode(csv) },
    { name: 'chrome_debug.log', bytes: utf8.encode(log) },
    { name: 'netlog.json', bytes: utf8.encode(netlog) },
    { name: 'mail.txt', bytes: utf8.encode(pem) },
    mailFile(plant, dsreg),
  ];
}

function mailFile(plant: Planter, attachment: string): NamedBytes {
  const quoted = `Hello,=20\r\nmy password is below.\r\nPassword: ${plant.secret('mail: quoted-printable').replace(/(.{6})/, '$1=\r\n')}\r\nmail me at ${plant.mail('mail: text').replace('@', '=40')}`;
  const text = [
    `From: "${plant.person('mail: from')}" <${plant.mail('mail: from address')}>`,
    `To: support@planted.example`,
    `Subject: =?utf-8?B?${b64(`Sync of ${plant.mail('mail: subject')}`)}?=`,
    'Message-ID: <1@planted.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="xyz"',
    '',
    '--xyz',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quoted,
    '--xyz',
    'Content-Type: text/plain; name="dsregcmd.txt"',
    'Content-Disposition: attachment; filename="dsregcmd.txt"',
    'Content-Transfer-Encoding: base64',
    '',
    b64(attachment).replace(/(.{76})/g, '$1\r\n'),
    '--xyz--',
    '',
  ].join('\r\n');
  return { name: 'mail.eml', bytes: utf8.encode(text) };
}

/** The files again, packed into an archive. */
export function zipOf(files: readonly NamedBytes[]): NamedBytes {
  const zip = new ZipWriter(nodePlatform);
  for (const { name, bytes } of files) zip.add(`ticket/${name}`, bytes);
  return { name: 'ticket.zip', bytes: zip.finish() };
}
