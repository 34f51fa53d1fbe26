import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { powershellQuote, shellQuote } from '../../../src/analysis/capture/copyCommands';
import type { ArtifactRef } from '../../../src/analysis/protocol';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { fuzzRuns } from '../../fixtures/fuzz';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { service } from '../service';

const bash = ['/bin/bash', '/usr/bin/bash'].find(existsSync);

/** What bash makes of shell words. */
function shellReads(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.join(' ')}`;
  const output = execFileSync(bash ?? 'bash', ['--norc', '-c', script], { env: { LC_ALL: 'C.UTF-8' } });
  return output.toString('utf8').split('\0').slice(0, -1);
}

/** What PowerShell makes of one argument: single-quoted text, or a sum of such texts and characters. */
function powershellReads(argument: string): string {
  const quotes = "['\u2018\u2019\u201a\u201b]";
  const texts = (part: string) => {
    const match = new RegExp(`^'((?:[^'\u2018\u2019\u201a\u201b]|(${quotes})\\2)*)'$`, 's').exec(part);
    assert.ok(match, `no single text: ${part}`);
    return (match[1] ?? '').replace(new RegExp(`(${quotes})\\1`, 'g'), '$1');
  };
  if (!argument.startsWith('(')) return texts(argument);
  const parts: string[] = [];
  let rest = argument.slice(1, -1);
  while (rest) {
    const next = new RegExp(
      `^('(?:[^'\u2018\u2019\u201a\u201b]|(${quotes})\\2)*'|\\[char\\]0x[0-9a-f]+)(?: \\+ |$)`,
      's',
    ).exec(rest);
    assert.ok(next?.[1], `no sum: ${rest}`);
    const code = /^\[char\]0x(.+)$/.exec(next[1])?.[1];
    parts.push(code ? String.fromCharCode(Number.parseInt(code, 16)) : texts(next[1]));
    rest = rest.slice(next[0].length);
  }
  return parts.join('');
}

const hostile = [
  '',
  "a'b",
  "'; rm -rf ~; '",
  '$(id) `id` $HOME !! \\',
  '-o/etc/passwd',
  'line\nline',
  'tab\there',
  '\x15rm -rf ~\n',
  '\x1b[201~evil',
  'a\u2019; calc; \u2018b',
  'left\u202eright',
  '\\\x07\\',
  "\r\n' \x00end",
];
const control = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe('quoting of copied commands', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '`',
        '!',
        '\n',
        '\t',
        '\x1b',
        '\x15',
        '\u2019',
        '\u202e',
        'a',
        '0',
        ' ',
      ),
      maxLength: 20,
    }),
  );

  it('holds no character that edits the line it is pasted on', () => {
    fc.assert(
      fc.property(value, (text) => !control.test(shellQuote(text)) && !control.test(powershellQuote(text))),
      { numRuns: fuzzRuns(500) },
    );
  });

  it('is one PowerShell argument that means the value', () => {
    for (const text of hostile) assert.equal(powershellReads(powershellQuote(text)), text);
    fc.assert(
      fc.property(value, (text) => powershellReads(powershellQuote(text)) === text),
      { numRuns: fuzzRuns(500) },
    );
  });

  it('is one word of a shell that means the value', function () {
    if (!bash) this.skip();
    const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8') === text && !text.includes('\0');
    const words = [...hostile, ...fc.sample(value, 400)].filter(wellFormed);
    assert.deepEqual(shellReads(words.map(shellQuote)), words);
  });
});

describe('copied commands', () => {
  const ref: ArtifactRef = { uri: 'file:///case/hostile.saz' };
  const copied = async (
    format: 'curl' | 'powershell' | 'text' | 'url' | 'har' | 'raw',
    ...requests: readonly Uint8Array[]
  ) => {
    const on = await service();
    const sessions = requests.map((request) => sazSession({ request }));
    const bytes = writeSaz(sessions, nodePlatform);
    await on.call('open', { ref, name: 'hostile.saz', source: { type: 'bytes', bytes } });
    return on.call('copySessions', { ref, keys: sessions.map((_, index) => index + 1), format });
  };
  const request = httpMessage(
    [
      "POST https://contoso.example/a?x='$(id)'&y={1,2}[3] HTTP/1.1",
      'Host: contoso.example',
      "User-Agent: it's me",
      'Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789',
      'X-Empty:',
      'X-Twice: 1',
      'x-twice: 2',
      ':authority: contoso.example',
      'Content-Type: application/json',
    ],
    '{"a":"$(id) \u2019; calc"}',
  );

  it('curl: nothing is a pattern, an option or a file name', async () => {
    const text = await copied('curl', request);
    assert.match(text, /^curl --globoff -X 'POST' \\\n {2}--url 'https:\/\/contoso\.example\//);
    assert.ok(text.includes(`-H 'X-Empty;'`));
    assert.ok(text.includes(`-H 'User-Agent: it'\\''s me'`));
    assert.ok(!text.includes(':authority') && !/-H 'Host/.test(text));
    assert.ok(!text.includes('abcdefghijklmnopqrstuvwxyz0123456789'), 'the token is masked');
    if (!bash) return;
    const script = `curl() { printf '%s\\0' "$@"; }\n${text}`;
    const args = execFileSync(bash, ['--norc', '-c', script], { env: { LC_ALL: 'C.UTF-8' } })
      .toString('utf8')
      .split('\0');
    assert.equal(args[args.indexOf('--url') + 1], "https://contoso.example/a?x='$(id)'&y={1,2}[3]");
    assert.equal(args[args.indexOf('--data-raw') + 1], '{"a":"$(id) \u2019; calc"}');
  });

  it('PowerShell: every key once, and no engine of Internet Explorer', async () => {
    const text = await copied('powershell', request);
    assert.match(text, /^Invoke-WebRequest -UseBasicParsing -Uri 'https:\/\/contoso\.example\/a\?x=''\$\(id\)''/);
    assert.match(text, /-Method 'POST' -UserAgent 'it''s me' -Headers @\{/);
    assert.ok(text.includes(`  'X-Twice' = '1, 2'\n`));
    assert.ok(text.includes(`-ContentType 'application/json' -Body '{"a":"$(id) \u2019\u2019; calc"}'`));
    assert.ok(!text.includes('abcdefghijklmnopqrstuvwxyz0123456789'), 'the token is masked');
    const odd = await copied('powershell', httpMessage(['PROPFIND https://contoso.example/ HTTP/1.1']));
    assert.match(odd, /-CustomMethod 'PROPFIND'/);
  });

  it('a body that is no text is not left out silently', async () => {
    const binary = httpMessage(
      ['POST https://contoso.example/b HTTP/1.1', 'Content-Type: application/octet-stream'],
      Uint8Array.of(0, 1, 2, 255, 254),
    );
    for (const format of ['curl', 'powershell'] as const) {
      assert.match(await copied(format, binary), /^# The body of 5 bytes is not text/);
    }
  });

  it('a table for a spreadsheet has one line per session and no formulas', async () => {
    const formula = httpMessage(['=HYPERLINK("x") https://contoso.example/ HTTP/1.1']);
    const lines = (await copied('text', request, formula)).split('\n');
    assert.equal(lines.length, 2);
    for (const line of lines) for (const cell of line.split('\t')) assert.doesNotMatch(cell, /^[=+@]|^-./);
  });

  it('HAR entries are a list of entries, raw is the message', async () => {
    const entries: unknown = JSON.parse(await copied('har', request));
    assert.ok(Array.isArray(entries) && entries.length === 1);
    assert.match(await copied('raw', request), /^POST https:\/\/contoso\.example\/.*\r\nHost: contoso\.example\r\n/);
  });
});
