import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openNetlog } from '../../src/artifacts/capture/netlog/openNetlog';
import { nodePlatform, openFile } from '../../src/platform/node';
import { sample } from '../fixtures/samples';

const script = `
import json, re, sys
def parsed(path):
    text = open(path, encoding='utf-8-sig', errors='replace').read()
    try:
        whole = json.loads(text)
        return whole['constants'], whole['events'], False
    except ValueError:
        # A file that is cut: its constants stand on the first line, an event on each of the others.
        first, *lines = text.split('\\n')
        events = []
        for line in lines[1:]:
            try: events.append(json.loads(line.strip().rstrip(',')))
            except ValueError: break
        return json.loads(first.strip().rstrip(',') + '}')['constants'], events, True
def read(path):
    constants, events, cut = parsed(path)
    types = {number: name for name, number in constants['logEventTypes'].items()}
    sources = {number: name for name, number in constants['logSourceType'].items()}
    errors = {number: name for name, number in constants['netError'].items()}
    begin = constants['logEventPhase']['PHASE_BEGIN']
    end = constants['logEventPhase']['PHASE_END']
    rows, current = [], {}
    for event in events:
        if sources.get(event['source']['type']) != 'URL_REQUEST': continue
        id, name, params = event['source']['id'], types.get(event['type']), event.get('params') or {}
        if name == 'URL_REQUEST_START_JOB' and event['phase'] == begin:
            current[id] = {'method': params.get('method', ''), 'url': params.get('url', ''), 'status': 0, 'error': ''}
            rows.append(current[id])
        row = current.get(id)
        if row is None: continue
        if name == 'HTTP_TRANSACTION_READ_RESPONSE_HEADERS':
            row['status'] = int(re.match(r'\\S+ (\\d+)', params['headers'][0]).group(1))
        finished = name in ('URL_REQUEST_START_JOB', 'REQUEST_ALIVE') and event['phase'] == end
        if (finished or name == 'FAILED') and params.get('net_error') and not row['error']:
            row['error'] = errors.get(params['net_error'], str(params['net_error'])).replace('net::', '')
    return {'events': len(events), 'cut': cut, 'rows': rows}
print(json.dumps({path: read(path) for path in sys.argv[1:]}))
`;

/** What Python reads of a NetLog. */
interface PlainNetlog {
  readonly events: number;
  readonly cut: boolean;
  readonly rows: readonly {
    readonly method: string;
    readonly url: string;
    readonly status: number;
    readonly error: string;
  }[];
}

/** What Python's json reads of files, by path. */
export function plainNetlogs(paths: readonly string[]): Readonly<Record<string, PlainNetlog>> {
  if (paths.length === 0) return {};
  return JSON.parse(execFileSync('python3', ['-c', script, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/**
 * Compares a NetLog with what Python's json gives: number of events, and of each request method, URL, status code and
 * network error. The differences.
 */
export async function compareNetlog(path: string, expected: PlainNetlog | undefined): Promise<string[]> {
  const capture = await openNetlog(await openFile(path), { id: path, platform: nodePlatform });
  const differences: string[] = [];
  const differ = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) differences.push(`${what}: ${String(found)} instead of ${String(wanted)}`);
  };
  differ('events', capture.facts.eventCount, expected?.events);
  differ('requests', capture.sessions.length, expected?.rows.length);
  differ(
    'cut',
    capture.problems.some(({ code }) => code === 'netlog-cut'),
    expected?.cut,
  );
  for (const [index, plain] of (expected?.rows ?? []).entries()) {
    const row = capture.sessions[index];
    for (const name of ['method', 'url', 'status'] as const) differ(`${index + 1} ${name}`, row?.[name], plain[name]);
    differ(`${index + 1} error`, row?.netError, plain.error);
  }
  await capture.close();
  return differences;
}

/** The recordings of the local samples; none where there are no samples. */
export function netlogFiles(): string[] {
  const folder = sample('netlog');
  if (!folder) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}
