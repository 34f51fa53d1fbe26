import type { InspectorTab, SessionRowView, SessionView, TabView, TreeNodeView } from '../../../src/analysis/views';
import { findings } from './findings';
import { tenant } from './sessions';

const value = (text: string) => ({ text });
const masked = (name: string, length: number, id: string) => ({ text: '', masked: { class: name, length, id } });

/** The inspector's view of an invented session. */
export function sessionView(row: SessionRowView): SessionView {
  const all: { id: InspectorTab; title: string; badge?: number }[] = [
    { id: 'overview', title: 'Overview' },
    { id: 'headers', title: 'Headers', badge: 24 },
    { id: 'cookies', title: 'Cookies', badge: 2 },
    { id: 'query', title: 'Query' },
    { id: 'body', title: 'Body' },
    { id: 'token', title: 'Token' },
    { id: 'license', title: 'License' },
    { id: 'sync', title: 'Sync message' },
    { id: 'messages', title: 'Messages', badge: 3 },
    { id: 'timing', title: 'Timing' },
    { id: 'certificates', title: 'Certificates' },
    { id: 'raw', title: 'Raw' },
  ];
  return {
    row,
    subtitle: `Session ${row.sid} · 22 Nov 2026 ${row.startedText} · ${row.duration} ms · 3,914 B sent, ${row.responseBytes} B received · ${row.process}`,
    tabs: all,
    findings: findings.filter((each) => each.id === row.reason?.finding),
  };
}

const claims: readonly [string, string, string][] = [
  ['aud', 'https://aadrm.com', 'For Microsoft Rights Management (00000012-0000-0000-c000-000000000000)'],
  ['iss', `https://sts.windows.net/${tenant}/`, 'Issued by Entra ID for tenant Contoso, version 1 issuer'],
  ['appid', 'ecd6b820-32c2-49b6-98a6-444530e5a77a', 'Microsoft Edge asked for this token'],
  ['scp', 'user_impersonation', 'Acts as the signed-in user'],
  ['upn', 'adele@contoso.example', 'User principal name'],
  ['oid', '0b7d4c1e-55a2-4f0e-8c61-7a9de0c4b21f', 'Object id of the user in this tenant'],
  ['tid', tenant, 'Tenant Contoso'],
  ['iat', '1795334850', '22 Nov 2026 09:07:30, 5 min 1 s before the request'],
  ['exp', '1795339662', '22 Nov 2026 10:27:42, 1 h 15 min after the request'],
  ['amr', '["pwd","mfa"]', 'Signed in with password and second factor'],
];

const json = JSON.stringify(
  { Code: 'NotSignedUpException', Message: 'The tenant has not activated the service.', Count: 3, Ok: false },
  null,
  2,
);
const jsonMarkup = json
  .replace(/"([A-Z]\w*)":/g, '<span class="hljs-attr">&quot;$1&quot;</span>:')
  .replace(/: "([^"]*)"/g, ': <span class="hljs-string">&quot;$1&quot;</span>')
  .replace(/: (\d+|false)/g, ': <span class="hljs-number">$1</span>');

/** A tab of an invented session. */
export function tabView(row: SessionRowView, tab: InspectorTab): TabView {
  switch (tab) {
    case 'overview':
      return {
        tab,
        story: ['Edge asked Rights Management for a license to open its sync key. The service refused.'],
        groups: [
          {
            title: 'Request',
            rows: [
              { name: 'URL', value: value(row.url) },
              {
                name: 'Result',
                value: value('400 Bad Request'),
                meaning: 'The request was understood and refused',
                mark: 'error',
              },
              { name: 'Process', value: value(row.process) },
              { name: 'Account', value: { text: 'adele@contoso.example', personal: true } },
            ],
          },
          {
            title: 'Ids to quote',
            rows: [
              { name: 'x-ms-rms-request-id', value: value('8d0a6e51-7f3c-4a4f-9d0b-c2e15b1f7a60') },
              { name: 'client-request-id', value: value('0e0f9a72-1c4b-4d7e-9b35-60c2a1f8d9e3') },
            ],
          },
        ],
      };
    case 'headers':
      return {
        tab,
        groups: [
          {
            title: 'Request',
            rows: [
              { name: 'Host', value: value(row.host), meaning: 'Server asked' },
              { name: 'Authorization', value: masked('bearer token', 1842, 'h1'), meaning: 'Sign-in token, see Token' },
              { name: 'Content-Type', value: value('application/json; charset=utf-8'), meaning: 'JSON in UTF-8' },
            ],
          },
          {
            title: 'Response',
            rows: [
              {
                name: 'Date',
                value: value('Sun, 22 Nov 2026 08:12:34 GMT'),
                meaning: 'Server clock, 3 s ahead of the client',
              },
            ],
          },
        ],
      };
    case 'cookies':
      return {
        tab,
        groups: [
          {
            title: 'Cookies sent',
            rows: [
              { name: 'ESTSAUTH', value: masked('cookie', 640, 'c1'), meaning: 'Sign-in session of Entra ID' },
              { name: 'x-ms-gateway-slice', value: value('estsfd'), meaning: '' },
            ],
          },
        ],
      };
    case 'query':
      return {
        tab,
        groups: [
          {
            title: 'Query',
            rows: [
              { name: 'client', value: value('Chromium') },
              { name: 'client_id', value: value('9xQ2tYl0R7+d3mAa1VfHcg==') },
            ],
          },
        ],
      };
    case 'certificates':
      return {
        tab,
        groups: [
          {
            title: 'Server certificate',
            rows: [
              { name: 'Subject', value: value('CN=*.aadrm.com') },
              { name: 'Issuer', value: value('CN=Microsoft Azure RSA TLS Issuing CA 04') },
            ],
          },
        ],
      };
    case 'body':
      return {
        tab,
        bodies: [
          {
            part: 'request',
            title: 'Request body',
            detail: '3,914 bytes, application/json',
            notes: [],
            best: {
              shape: 'tree',
              tree: 'body',
              roots: [
                node(
                  'body/0',
                  'SerializedPublishingLicense',
                  '2,896 characters',
                  'Publishing license, see License',
                  true,
                ),
              ],
            },
            others: ['text', 'hex'],
          },
          {
            part: 'response',
            title: 'Response body',
            detail: '214 bytes, application/json',
            notes: ['Declared gzip, sent plain.'],
            best: { shape: 'text', text: json, language: 'json', html: jsonMarkup },
            others: ['tree', 'hex'],
          },
        ],
      };
    case 'token':
      return {
        tab,
        tokens: [
          {
            title: 'Bearer token',
            detail: 'Entra access token, version 1.0, header Authorization',
            chip: masked('token', 1842, 't1'),
            checks: [
              { label: 'Audience', mark: 'passed', text: 'https://aadrm.com is what api.aadrm.com expects' },
              { label: 'Tenant', mark: 'passed', text: 'Same tenant as the license in this request' },
              { label: 'Account', mark: 'passed', text: 'adele@contoso.example is the account that syncs' },
              {
                label: 'Time',
                mark: 'passed',
                text: 'Valid when captured: issued 5 min 1 s before the request, expires 1 h 15 min after it',
              },
              {
                label: 'Signature',
                mark: 'note',
                text: 'Matches the key in the capture. This proves the text is unchanged, not who issued it',
                session: 19,
              },
            ],
            rows: [
              ...claims.map(([name, text, meaning]) => ({ name, value: value(text), meaning })),
              { name: 'ipaddr', value: masked('personal', 12, 't2'), meaning: 'Address the user signed in from' },
              {
                name: 'kid',
                value: value('q7P1d5ZpVb0sW2nXcJrYt8LhKfE'),
                meaning: 'Header. Key found in discovery/keys of this tenant',
                session: 19,
              },
              {
                name: 'signature',
                value: masked('signature', 342, 't3'),
                meaning: 'Kept out of copies, tickets and redacted files',
              },
            ],
          },
        ],
      };
    case 'license': {
      const titles = ['Publishing license', 'Client licensor', 'Server licensor', 'Enrollment', 'CA', 'CA'];
      const subtitles = ['Adele Vance', 'until 22 Dec 2026', 'Contoso RMS', 'Microsoft', 'DRM CA 2', 'DRM CA 1'];
      return {
        tab,
        checks: [
          {
            label: 'Tenant',
            mark: 'passed',
            text: 'License tenant equals token tenant. The subscription was not replaced',
          },
          {
            label: 'Integrity',
            mark: 'passed',
            text: 'SHA-256 of the BODY matches the DIGEST, RSA signature matches the key it names',
          },
          { label: 'Trust', mark: 'note', text: 'Not judged: the root is not part of the capture' },
        ],
        summary: [
          {
            title: 'Publishing license',
            rows: [
              { name: 'Kind', value: value('Microsoft Rights Label 3.0, made offline') },
              { name: 'Issued', value: value('2026-03-04T07:41Z') },
              { name: 'Owner', value: value('adele@contoso.example') },
            ],
          },
          {
            title: 'Service and tenant',
            rows: [
              { name: 'Tenant-ID', value: value(tenant) },
              { name: 'Sealed key', value: masked('sealed key', 336, 'l1') },
              { name: 'Encoding', value: value('UTF-16LE in Base64') },
            ],
          },
        ],
        answer: [
          {
            title: 'Answer of the service',
            rows: [
              {
                name: 'Code',
                value: value('Microsoft.RightsManagement.Exceptions.NotSignedUpException'),
                meaning: 'Rights Management is not activated for the tenant',
              },
              { name: 'AccessStatus', value: value('absent'), meaning: 'Sent only when the license is decided' },
            ],
          },
        ],
        certificates: titles.map((title, index) => ({
          title,
          kindText: title,
          subtitle: subtitles[index] ?? '',
          mark: 'passed' as const,
          checks: [],
          groups:
            index === 0 ? [] : [{ title: title, rows: [{ name: 'Issued to', value: value(subtitles[index] ?? '') }] }],
        })),
      };
    }
    case 'sync':
      return {
        tab,
        messages: [
          {
            title: 'Message',
            detail: 'ClientToServerResponse, 1,872 bytes gzip, 9,604 bytes decoded, 0 unknown fields',
            checks: [],
            groups: [],
            table: {
              title: 'Data types',
              detail: '4 types, 711 entries',
              columns: [
                { title: 'Data type', kind: 'text' },
                { title: 'Id', kind: 'number' },
                { title: 'Entries', kind: 'number' },
                { title: 'Live', kind: 'number' },
                { title: 'Client holds data up to', kind: 'code' },
              ],
              rows: [
                { cells: ['Bookmarks', '32904', '412', '409', '22 Nov 2026 08:58:11'] },
                { cells: ['Preferences', '37702', '188', '188', '22 Nov 2026 08:58:11'] },
                { mark: 'warning', cells: ['Passwords', '45873', '96', '0', '19 Nov 2026 17:20:44'] },
                { mark: 'warning', cells: ['Encryption Keys', '47745', '1', '0', 'Empty, first download'] },
              ],
            },
            tree: 'sync',
            roots: [
              node('get_updates', 'get_updates', '1,018 entries', 'Answer to GetUpdates', true, 2, 0),
              {
                ...node(
                  'license',
                  'edge_rms_license',
                  '',
                  'Publishing license and key text, see License',
                  false,
                  8,
                  9240,
                ),
                value: masked('license text', 1204, 's1'),
              },
              node(
                'birthday',
                'store_birthday',
                'ProductionEnvironmentDefinition',
                'No server-side reset recorded',
                false,
                6,
                9450,
              ),
              { ...node('error', 'error', 'PARTIAL_FAILURE', 'Some types failed', true, 13, 9486), mark: 'warning' },
            ],
          },
        ],
      };
    case 'messages':
      return {
        tab,
        messages: [0, 1, 2].map((index) => ({
          index,
          direction: index % 2 ? 'server' : 'client',
          time: `09:13:0${index}.000`,
          kind: 'text',
          size: 120 + index,
          value: value(`{"id":${index}}`),
        })),
      };
    case 'timing':
      return {
        tab,
        phases: [
          { name: 'Connect', start: 0, duration: 31 },
          { name: 'Send', start: 31, duration: 4 },
          { name: 'Wait', start: 35, duration: 160 },
          { name: 'Receive', start: 195, duration: 17 },
        ],
        rows: [
          { name: 'ClientBeginRequest', value: value('09:12:31.207') },
          { name: 'ServerDoneResponse', value: value('09:12:31.419') },
        ],
      };
    case 'raw':
      return {
        tab,
        notes: ['Secrets are replaced.'],
        request: `${row.method} ${row.url} HTTP/1.1\r\nHost: ${row.host}\r\n`,
        response: `HTTP/1.1 ${row.status}\r\n\r\n${json}`,
      };
  }
}

function node(
  id: string,
  name: string,
  text: string,
  meaning: string,
  hasChildren: boolean,
  number?: number,
  offset?: number,
): TreeNodeView {
  return {
    id,
    name,
    type: 'message',
    value: value(text),
    meaning,
    hasChildren,
    ...(number === undefined ? {} : { number }),
    ...(offset === undefined ? {} : { offset }),
  };
}

/** 1 018 children for the first node, a few for the others. */
export function childrenOf(id: string, from: number, to: number): { total: number; nodes: TreeNodeView[] } {
  const total = id === 'get_updates' ? 1018 : 2;
  const nodes: TreeNodeView[] = [];
  for (let at = from; at < Math.min(to, total); at += 1) {
    nodes.push(
      node(
        `${id}/${at}`,
        `[${at}] entry`,
        `0x${(at * 977).toString(16)}`,
        'Synced item, not decrypted',
        false,
        5,
        9014 + at * 3,
      ),
    );
  }
  return { total, nodes };
}

/** What must be open to see the matches of a text: the first node, up to its first child that has it. */
export function openFor(text: string): { node: string; children: number }[] {
  const root = 'get_updates';
  const { total, nodes } = childrenOf(root, 0, Number.MAX_SAFE_INTEGER);
  const at = nodes.slice(0, total).findIndex(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  return at < 0 ? [] : [{ node: root, children: at + 1 }];
}
