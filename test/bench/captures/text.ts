import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from './programs';
import { quiet } from './quiet';

/*
 * Opening a large HAR or NetLog against JSON.parse of the same file, each in a process of its own, in turns. Goals: HAR
 * 0.6 of the time and 0.3 of the memory, NetLog 0.8 of the time; a HAR of 1 GB, which JSON.parse cannot take, opens.
 */
interface Opened {
  readonly count: number;
  readonly total: number;
  readonly idle: number;
  readonly peak: number;
}

type Print = (line: string) => void;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function withPrograms(
  run: (node: (script: string, ...args: string[]) => string, folder: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-text-'));
  try {
    await buildPrograms(folder, ['makeText', 'openText']);
    const node = (script: string, ...args: string[]): string =>
      execFileSync(process.execPath, [join(folder, `${script}.mjs`), ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    run(node, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(
  print: Print,
  node: (script: string, ...args: string[]) => string,
  way: 'har' | 'netlog',
  file: string,
  rounds: number,
): void {
  const ours: Opened[] = [];
  const parse: Opened[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(JSON.parse(node('openText', way, file)));
    parse.push(JSON.parse(node('openText', 'parse', file)));
  }
  if (ours[0]?.count !== parse[0]?.count) throw new Error(`${ours[0]?.count} of ${parse[0]?.count} read`);
  const time = quiet(ours.map(({ total }) => total)) / quiet(parse.map(({ total }) => total));
  const used = (list: readonly Opened[]): number => Math.max(...list.map(({ peak, idle }) => peak - idle));
  const memory = used(ours) / used(parse);
  print(`${way}, ${megabytes(statSync(file).size)}, ${ours[0]?.count} elements; JSON.parse of the file: 1`);
  print(`time: ${time.toFixed(2)} (goal ${way === 'har' ? '0.6' : '0.8'})`);
  print(`peak memory over idle: ${memory.toFixed(2)}, ${megabytes(used(ours))}${way === 'har' ? ' (goal 0.3)' : ''}`);
}

/** Runs the HAR part of the bench and prints its ratios. */
export async function benchHar(print: Print, rounds = 7): Promise<void> {
  await withPrograms((node, folder) => {
    const file = join(folder, 'large.har');
    node('makeText', 'har', file, String(150e6));
    compare(print, node, 'har', file, rounds);
    rmSync(file);
    node('makeText', 'har', file, String(1e9));
    const opened: Opened = JSON.parse(node('openText', 'har', file));
    print(
      `a HAR of ${megabytes(statSync(file).size)} opens: ${opened.count} entries, ${megabytes(opened.peak - opened.idle)} over idle`,
    );
  });
}

/** Runs the NetLog part of the bench and prints its ratios. */
export async function benchNetlog(print: Print, rounds = 5): Promise<void> {
  await withPrograms((node, folder) => {
    const file = join(folder, 'large.json');
    node('makeText', 'netlog', file, String(300e6));
    compare(print, node, 'netlog', file, rounds);
  });
}
