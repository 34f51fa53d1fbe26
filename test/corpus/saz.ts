import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSaz } from '../../src/artifacts/capture/saz';
import { nodePlatform, openFile } from '../../src/platform/node';
import { sample } from '../fixtures/samples';

/*
 * Compares every archive of the local samples with what Python's zipfile and a plain split give: sessions, methods, URLs,
 * status codes, SIDs and stored body sizes. Prints one line per file and exits with 1 when any differ.
 * `npx tsx test/corpus/saz.ts [FILE...]`
 */
const script = `
import json, re, sys, zipfile
out = []
with zipfile.ZipFile(sys.argv[1]) as archive:
    names = {n.replace('\\\\', '/').lower(): n for n in reversed(archive.namelist())}
    def read(name):
        return archive.read(names[name]) if name in names else b''
    for name in names:
        match = re.fullmatch(r'raw/(\\d+)_c\\.txt', name)
        if not match: continue
        stem = name[:-6]
        request, response = read(name), read(stem + '_s.txt')
        meta = read(stem + '_m.xml').decode('utf-8-sig', 'replace')
        line = request.split(b'\\r\\n')[0].decode('utf-8', 'replace').split(' ')
        host = re.search(rb'\\r\\nhost: *([^\\r]*)', request, re.I)
        target = line[1] if len(line) > 1 else ''
        bits = re.search(r'BitFlags="([0-9a-f]+)"', meta)
        if target.startswith('/') and host:
            secure = bits and int(bits.group(1), 16) & 1
            target = ('https://' if secure else 'http://') + host.group(1).decode() + target
        status = re.match(rb'HTTP/[\\d.]+ (\\d+)', response)
        sid = re.search(r'<Session SID="(\\d+)"', meta)
        out.append({
            'key': int(match.group(1)), 'sid': int(sid.group(1)) if sid else int(match.group(1)),
            'method': line[0], 'url': target, 'status': int(status.group(1)) if status else 0,
            'bytes': len(response.split(b'\\r\\n\\r\\n', 1)[1]) if b'\\r\\n\\r\\n' in response else 0,
        })
print(json.dumps(sorted(out, key=lambda session: session['key'])))
`;

interface Plain {
  readonly key: number;
  readonly sid: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
}

function filesOf(folder: string | undefined): string[] {
  if (!folder) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.saz'))
    .map((name) => join(folder, name));
}

async function compare(path: string): Promise<string[]> {
  const expected: Plain[] = JSON.parse(
    execFileSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  );
  const capture = await openSaz(await openFile(path), { id: path, platform: nodePlatform });
  const differences: string[] = [];
  const differ = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) differences.push(`${what}: ${String(found)} instead of ${String(wanted)}`);
  };
  differ('sessions', capture.sessions.length, expected.length);
  for (const plain of expected) {
    const row = capture.sessions.find(({ key }) => key === plain.key);
    for (const name of ['sid', 'method', 'url', 'status'] as const)
      differ(`${plain.key} ${name}`, row?.[name], plain[name]);
    if (row && !row.isTunnel) differ(`${plain.key} bytes`, row.responseBytes, plain.bytes);
  }
  for (const { code } of capture.problems) differences.push(`problem ${code}`);
  await capture.close();
  return differences;
}

async function main(): Promise<void> {
  const given = process.argv.slice(2).filter((path) => existsSync(path));
  const files = given.length > 0 ? given : filesOf(sample('captures/saz'));
  if (files.length === 0) {
    process.stdout.write('skipped: there are no local samples\n');
    return;
  }
  try {
    execFileSync('python3', ['--version']);
  } catch {
    process.stdout.write('skipped: there is no python3 to compare with\n');
    return;
  }
  for (const path of files) {
    const differences = await compare(path);
    process.stdout.write(`${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${path.split('/').at(-1)}\n`);
    for (const line of differences.slice(0, 20)) process.stdout.write(`  ${line}\n`);
    if (differences.length > 0) process.exitCode = 1;
  }
}

await main();
