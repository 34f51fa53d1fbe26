import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Dump } from '../../../src/artifacts/dump/model';
import { readText } from '../../../src/artifacts/readText';

const options = { id: 'note', name: '' };

function dumpOf(text: string): Dump {
  const dump = readText(text, options).find((artifact) => artifact.kind === 'sync-internals');
  assert.ok(dump?.kind === 'sync-internals', `no dump in ${JSON.stringify(text.slice(0, 80))}`);
  return dump;
}

const rows = (dump: Dump) =>
  dump.sections.map((section) => [section.title, ...section.stats.map((stat) => `${stat.name}=${stat.value}`)]);

const stat = (name: string, value: string) => `{ "stat_name": "${name}", "stat_status": "", "stat_value": "${value}" }`;

/** What people do to a dump before it reaches a ticket, and what must still be read. */
const damages: readonly [name: string, text: string, expected: readonly (readonly (string | undefined)[])[]][] = [
  [
    'text before, start inside an object, end inside a string',
    `from edge://sync-internals:\n      ${stat('Sync Service', 'Last initial state: FeatureCanStart; ')},\n  ${stat('Sync Engine', 'BlockReason: ConfigureSyncShareFailed; ')}\n ],\n "is_sensitive": false,\n "title": "S`,
    [
      [
        undefined,
        'Sync Service=Last initial state: FeatureCanStart; ',
        'Sync Engine=BlockReason: ConfigureSyncShareFailed; ',
      ],
    ],
  ],
  [
    'comment lines put in by people',
    `{ "data": [\n# this one is odd, see "Has Token"\n${stat('Has Token', 'false')},\n# and "this\n${stat('Last Token Error', 'EDGE_AUTH_ERROR: 3, 54, 3ea')}\n], "is_sensitive": false, "title": "Credentials" }`,
    [['Credentials', 'Has Token=false', 'Last Token Error=EDGE_AUTH_ERROR: 3, 54, 3ea']],
  ],
  [
    'rows retyped with bars',
    'Commit Step Result | Protocol error (TRANSIENT_ERROR)\nDownload Step Result | Success\n',
    [[undefined, 'Commit Step Result=Protocol error (TRANSIENT_ERROR)', 'Download Step Result=Success']],
  ],
  [
    'a Markdown table under a title',
    '## Encryption\nEncryption\n\n| Passphrase Required | true |\n|---|---|\n| Has Keystore Key | false |\n',
    [['Encryption', 'Passphrase Required=true', 'Has Keystore Key=false']],
  ],
  [
    'mail quoting and a Markdown fence',
    `> Hello,\n> \`\`\`json\n> {"data":[\n> ${stat('Transport State', 'Paused')}\n> ],\n> "is_sensitive":false,"title":"Summary"}\n> \`\`\`\n> regards`,
    [['Summary', 'Transport State=Paused']],
  ],
  [
    'typographic quotes and no-break blanks',
    '{\u00a0\u201cdata\u201d: [ { \u201cstat_name\u201d:\u00a0\u201cFetch Result\u201d, \u201estat_status\u201c: \u201c\u201d, \u201cstat_value\u201d: \u201cFAILED\u201d } ], \u201cis_sensitive\u201d: false, \u201ctitle\u201d: \u201cEnvironment Info\u201d }',
    [['Environment Info', 'Fetch Result=FAILED']],
  ],
  [
    'strings wrapped by a mail program, quoted',
    '> {"data":[{"stat_name":"Encrypted Types","stat_status":"","stat_value":\n> "Bookmarks, Preferences,\n> Passwords, Autofill\n> Profiles"}],"is_sensitive":false,"title":"Encryption"}',
    [['Encryption', 'Encrypted Types=Bookmarks, Preferences, Passwords, Autofill Profiles']],
  ],
  [
    'one cell per line',
    'AAD Account Key Status\nLast MIP Result\nNo permissions\nLast Key Status\nNormal. 2020-05-31 19:25:31 -03\nNetwork\nRetry Time\nUninitialized\n',
    [
      ['AAD Account Key Status', 'Last MIP Result=No permissions', 'Last Key Status=Normal. 2020-05-31 19:25:31 -03'],
      ['Network', 'Retry Time=Uninitialized'],
    ],
  ],
  [
    'page text wrapped at the width of a mail',
    'Encryption\nPassphrase Required\ttrue\nEncrypted Types\tBookmarks, Preferences, Passwords, Autofill\nProfiles, Autofill, Themes, Extensions, Search Engines\nHas Keystore Key\ttrue\n',
    [
      [
        'Encryption',
        'Passphrase Required=true',
        'Encrypted Types=Bookmarks, Preferences, Passwords, Autofill Profiles, Autofill, Themes, Extensions, Search Engines',
        'Has Keystore Key=true',
      ],
    ],
  ],
  [
    'rows typed with colons',
    'Hi, we see\n- Last MIP Result: No permissions\n- Transport State: Active\nthanks',
    [[undefined, 'Last MIP Result=No permissions', 'Transport State=Active']],
  ],
  [
    'the old schema',
    '{"data":[{"is_valid":false,"stat_name":"Has Token","stat_value":false},{"is_valid":true,"stat_name":"Syncing","stat_value":true}],"is_sensitive":false,"title":"Credentials"}',
    [['Credentials', 'Has Token=false', 'Syncing=true']],
  ],
  [
    'keys in another order, title first',
    '{"title":"Network","is_sensitive":false,"data":[{"stat_value":true,"stat_name":"Throttled","stat_status":"in_bad_state"}]}',
    [['Network', 'Throttled=true']],
  ],
  [
    'a second section whose title is missing keeps the first one apart',
    `{"data":[${stat('Has Keystore Key', 'true')}],"is_sensitive":false,"title":"Encryption"},{"data":[${stat('Sync Source', 'POLL')},{"stat_name":"Commit Step Result","stat_status":"in_bad_state","stat_value":"Protocol error (TRAN`,
    [
      ['Encryption', 'Has Keystore Key=true'],
      [undefined, 'Sync Source=POLL', 'Commit Step Result=Protocol error (TRAN'],
    ],
  ],
];

describe('fragments of a dump pasted in tickets', () => {
  for (const [name, text, expected] of damages) {
    it(name, () => {
      const dump = dumpOf(text);
      assert.deepEqual(rows(dump), expected);
      for (const section of dump.sections)
        for (const { nameSpan, name: label } of section.stats)
          assert.equal(text.slice(nameSpan.start, nameSpan.end), label);
    });
    it(`${name}, with CRLF`, () => {
      assert.deepEqual(rows(dumpOf(text.replace(/\n/g, '\r\n'))), expected);
    });
  }

  it('is_valid false means never set', () => {
    const dump = dumpOf('{"is_valid":false,"stat_name":"Has Token","stat_value":false}');
    assert.equal(dump.sections[0]?.stats[0]?.status, 'uninitialized');
  });

  it('old words of the type table are mapped, group types kept', () => {
    const dump = dumpOf(
      '[{"name":"Bookmarks","status":"error","message":"Error: x@y.cc:1, datatype error was encountered: ","state":"Failed","group_type":"Group UI"},{"name":"Themes","status":"disabled","message":"Disabled by User","state":""}]',
    );
    assert.deepEqual(
      dump.types.map((row) => [row.name, row.status, row.groupType]),
      [
        ['Bookmarks', 'severity_error', 'Group UI'],
        ['Themes', 'severity_info', undefined],
      ],
    );
  });

  it('type rows one cell per line', () => {
    const dump = dumpOf(
      'Type Info\nModel Type\nTotal Entries\nLive Entries\nMessage\nState\nBookmarks\n0\n0\nError: Restart@a/b.cc:1, cryptographer error was encountered:\nNot Running\nThemes\n3\n2\nRunning\n',
    );
    assert.deepEqual(
      dump.types.map((row) => [row.name, row.message, row.state, row.total, row.live]),
      [
        ['Bookmarks', 'Error: Restart@a/b.cc:1, cryptographer error was encountered:', 'Not Running', 0, 0],
        ['Themes', '', 'Running', 3, 2],
      ],
    );
  });

  it('words around a fragment stay words, at their places', () => {
    const text = `Setting up sync never ends for us.\n{"data":[${stat('Transport State', 'Active')}],"is_sensitive":false,"title":"Summary"}\nAADSTS50076 was shown too.`;
    const artifacts = readText(text, options);
    assert.deepEqual(
      artifacts.map((artifact) => artifact.kind),
      ['sync-internals', 'text'],
    );
    const [, words] = artifacts;
    assert.ok(words?.kind === 'text');
    assert.equal(words.source.text.length, text.length);
    assert.equal(words.source.text.indexOf('AADSTS50076'), text.indexOf('AADSTS50076'));
    assert.ok(!words.source.text.includes('Transport State'));
  });

  it('an escaped system log in JSON and a saved system page', () => {
    const about = JSON.stringify({
      details: [
        {
          data: [{ stat_name: 'Transport State', stat_status: '', stat_value: 'Active' }],
          is_sensitive: false,
          title: 'Summary',
        },
      ],
      type_status: [],
    });
    for (const text of [
      JSON.stringify({ about_sync_data: about }),
      `<html><body><table><tr><td>about_sync_data</td><td>${about.replace(/"/g, '&quot;')}</td></tr></table></body></html>`,
    ]) {
      const dump = dumpOf(text);
      assert.equal(dump.form, 'system-log');
      assert.deepEqual(rows(dump), [['Summary', 'Transport State=Active']]);
      const { valueSpan } = dump.sections[0]?.stats[0] ?? { valueSpan: { start: 0, end: 0 } };
      assert.equal(text.slice(valueSpan.start, valueSpan.end), 'Active');
    }
  });
});
