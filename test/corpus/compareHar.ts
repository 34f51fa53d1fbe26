import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHar } from '../../src/artifacts/capture/har/openHar';
import { nodePlatform, openFile } from '../../src/platform/node';
import { text } from '../../src/text';
import { sample } from '../fixtures/samples';

const script = `
import json, re, sys
def read(path):
    text = open(path, encoding='utf-8-sig', errors='surrogatepass').read()
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
        return out
    except (ValueError, KeyError, TypeError):
        return None
print(json.dumps({path: read(path) for path in sys.argv[1:]}))
`;

interface Plain {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
}

/** Entries as Python reads them; null where it finds none. */
export type PlainHar = readonly Plain[] | null;

/** What Python's json reads of files, by path. */
export function plainHars(paths: readonly string[]): Readonly<Record<string, PlainHar>> {
  if (paths.length === 0) return {};
  return JSON.parse(execFileSync('python3', ['-c', script, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/**
 * Compares a HAR with what Python's json gives: number of entries, methods, URLs, status codes and the lengths of
 * response texts. The differences, and what the reader says about the file.
 */
export async function compareHar(
  path: string,
  expected: PlainHar,
): Promise<{ readonly differences: string[]; readonly words: string }> {
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

/** The HAR files of the local samples; none where there are no samples. */
export function harFiles(): string[] {
  const folder = sample('captures/har');
  if (!folder) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.har'))
    .map((name) => join(folder, name));
}
