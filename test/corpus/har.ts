import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openHar } from '../../src/artifacts/capture/har/openHar';
import { nodePlatform, openFile } from '../../src/platform/node';
import { text } from '../../src/text';
import { sample } from '../fixtures/samples';

/*
 * Compares every HAR of the local samples with what Python's json gives: number of entries, methods, URLs, status codes
 * and the lengths of response texts. Prints one line per file and exits with 1 when any differ.
 * `npx tsx test/corpus/har.ts [FILE...]`
 */
const script = `
import json, re, sys
text = open(sys.argv[1], encoding='utf-8-sig', errors='surrogatepass').read()
wrapped = re.fullmatch(r'\\s*[A-Za-z_$][\\w$.]*\\s*\\((.*)\\)\\s*;?\\s*', text, re.S)
try:
    parsed = json.loads(wrapped.group(1) if wrapped else text)
    entries = parsed['log']['entries']
    out = []
    for entry in entries:
        request, response = entry.get('request') or {}, entry.get('response') or {}
        content = response.get('content') or {}
        body = None if content.get('encoding') == 'base64' else content.get('text')
        out.append({
            'method': request.get('method') or '', 'url': request.get('url') or '',
            'status': max(0, int(response.get('status') or 0)),
            'bytes': -1 if body is None else len(body.encode('utf-8', 'replace')),
        })
    print(json.dumps(out))
except (ValueError, KeyError, TypeError):
    print('null')
`;

interface Plain {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
}

/** Differences of one file, and what the reader says about it. */
async function compare(path: string): Promise<{ readonly differences: string[]; readonly words: string }> {
  const output = execFileSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const expected = JSON.parse(output) as readonly Plain[] | null;
  const capture = await openHar(await openFile(path), { id: path, platform: nodePlatform });
  const problems = capture.problems.map((problem) => text(problem.message, 'en')).join(' | ');
  const differences: string[] = [];
  if (expected === null) {
    if (!capture.problems.some(({ code }) => /^har-(?:not-json|cut|no-log|no-entries)$/.test(code))) {
      differences.push('Python finds no entries, but no problem is reported');
    }
  } else {
    if (expected.length !== capture.sessions.length) {
      differences.push(`${capture.sessions.length} entries instead of ${expected.length}`);
    }
    for (const [index, plain] of expected.entries()) {
      const session = capture.sessions[index];
      if (!session) continue;
      const { method, url, status } = session;
      if (method !== plain.method || url !== plain.url || status !== plain.status) {
        differences.push(
          `entry ${index + 1}: ${method} ${status} instead of ${plain.method} ${plain.status}, or another URL`,
        );
      }
      // A lone surrogate counts one byte in Python and three here.
      const body = plain.bytes < 0 ? undefined : await capture.body(session.key, 'response');
      const lone = body && new TextDecoder().decode(body.bytes).includes('\ufffd');
      if (body && !lone && body.bytes.length !== plain.bytes) {
        differences.push(`entry ${index + 1}: body of ${body.bytes.length} bytes instead of ${plain.bytes}`);
      }
    }
  }
  const words = expected === null ? problems : `${expected.length} entries${problems ? `, ${problems}` : ''}`;
  await capture.close();
  return { differences, words };
}

const folder = sample('captures/har');
const given = process.argv.slice(2);
const files =
  given.length > 0
    ? given
    : folder
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.har'))
          .map((name) => join(folder, name))
      : [];
if (files.length === 0) process.stdout.write('no local samples: nothing compared\n');
let failed = 0;
for (const path of files) {
  const { differences, words } = await compare(path);
  if (differences.length > 0) failed++;
  process.stdout.write(`${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${basename(path)}: ${words}\n`);
  for (const difference of differences) process.stdout.write(`    ${difference}\n`);
}
process.stdout.write(`${files.length - failed} of ${files.length} files agree\n`);
process.exitCode = failed > 0 ? 1 : 0;
