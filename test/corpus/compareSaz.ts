import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSaz } from '../../src/artifacts/capture/saz';
import { nodePlatform, openFile } from '../../src/platform/node';
import { sample } from '../fixtures/samples';

const script = `
import json, re, sys, zipfile
def sessions(path):
    out = []
    with zipfile.ZipFile(path) as archive:
        archive.setpassword(sys.argv[1].encode())
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
    return sorted(out, key=lambda session: session['key'])
print(json.dumps({path: sessions(path) for path in sys.argv[2:]}))
`;

interface Plain {
  readonly key: number;
  readonly sid: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
}

/** The password of the protected archives among the samples. */
export const samplePassword = 'fiddler';

/** What Python's zipfile reads of files, by path. */
export function plainSazs(paths: readonly string[]): Readonly<Record<string, readonly Plain[]>> {
  if (paths.length === 0) return {};
  return JSON.parse(
    execFileSync('python3', ['-c', script, samplePassword, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  );
}

/**
 * Compares an archive with what Python's zipfile and a plain split give: sessions, methods, URLs, status codes, SIDs and
 * stored body sizes.
 */
export async function compareSaz(path: string, expected: readonly Plain[] | undefined): Promise<string[]> {
  const capture = await openSaz(await openFile(path), { id: path, platform: nodePlatform, password: samplePassword });
  const differences: string[] = [];
  const differ = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) differences.push(`${what}: ${String(found)} instead of ${String(wanted)}`);
  };
  differ('sessions', capture.sessions.length, expected?.length);
  for (const plain of expected ?? []) {
    const row = capture.sessions.find(({ key }) => key === plain.key);
    for (const name of ['sid', 'method', 'url', 'status'] as const)
      differ(`${plain.key} ${name}`, row?.[name], plain[name]);
    if (row && !row.isTunnel) differ(`${plain.key} bytes`, row.responseBytes, plain.bytes);
  }
  for (const { code } of capture.problems) differences.push(`problem ${code}`);
  await capture.close();
  return differences;
}

/** The archives of the local samples that Python can read (it knows ZipCrypto, not AES); none where there are none. */
export function sazFiles(): string[] {
  const crypto = sample('captures/encrypted/enc_ZipCrypto.saz');
  const folder = sample('captures/saz');
  const files = folder
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.saz'))
        .map((name) => join(folder, name))
    : [];
  return crypto ? [...files, crypto] : files;
}

/** Whether there is a Python to compare with. */
export function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
