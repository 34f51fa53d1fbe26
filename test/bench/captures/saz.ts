import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from './programs';
import { quiet } from './quiet';

/*
 * Opening an archive of 20,000 sessions to its complete list, against Python's zipfile reading the same 60,000 entries
 * in the same run. Goals: 0.4 of its time for the list, 0.05 for the first 100 rows, 120 MB over the idle process.
 */
const pythonScript = `
import sys, time, zipfile
started = time.perf_counter()
with zipfile.ZipFile(sys.argv[1]) as archive:
    names = [n for n in archive.namelist() if n.startswith('raw/') and n != 'raw/']
    size = sum(len(archive.read(n)) for n in names)
print('{"entries": %d, "size": %d, "total": %f}' % (len(names), size, (time.perf_counter() - started) * 1000))
`;

interface Opened {
  readonly sessions: number;
  readonly total: number;
  readonly firstRows: number;
  readonly idle: number;
  readonly peak: number;
  readonly longestBlock: number;
}

interface Other {
  readonly total: number;
  readonly peak: number;
  readonly entries: number;
}

/** Runs the SAZ part of the bench and prints its ratios. */
export async function benchSaz(print: (line: string) => void, sessions = 20_000, rounds = 7): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-saz-'));
  const here = import.meta.dirname;
  // Built programs find their packages from a folder inside the project.
  const programs = join(here, '..', '..', '..', 'node_modules', '.cache', `bench-saz-${process.pid}`);
  try {
    await buildPrograms(programs, ['makeSaz', 'openSaz', 'otherZips'], 'external');
    const node = (script: string, ...args: string[]): string =>
      execFileSync(process.execPath, ['--expose-gc', join(programs, `${script}.mjs`), ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    const file = join(folder, 'large.saz');
    node('makeSaz', file, String(sessions));
    print(`archive: ${sessions} sessions, ${megabytes(statSync(file).size)} packed`);

    const opened: Opened[] = [];
    const python: { total: number; size: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      opened.push(JSON.parse(node('openSaz', file)));
      python.push(JSON.parse(execFileSync('python3', ['-c', pythonScript, file], { encoding: 'utf8' })));
    }
    const reference = quiet(python.map(({ total }) => total));
    const [first] = opened;
    if (first?.sessions !== sessions) throw new Error(`opened ${first?.sessions} sessions of ${sessions}`);
    print(`python zipfile, all entries (${megabytes(python[0]?.size ?? 0)} unpacked): 1`);
    print(`complete list: ${ratio(quiet(opened.map(({ total }) => total)), reference)} (goal 0.4)`);
    print(`first 100 rows: ${ratio(quiet(opened.map(({ firstRows }) => firstRows)), reference)} (goal 0.05)`);
    print(
      `peak memory over idle: ${megabytes(Math.max(...opened.map(({ peak, idle }) => peak - idle)))} (goal 120 MB)`,
    );
    print(`longest block of the analysis thread: ${quiet(opened.map((o) => o.longestBlock)).toFixed(0)} ms`);
    for (const library of ['fflate', 'yauzl']) {
      const other: Other = JSON.parse(node('otherZips', library, file));
      print(`${library}: ${ratio(other.total, reference)}, peak ${megabytes(other.peak)}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(programs, { recursive: true, force: true });
  }
}

function ratio(value: number, reference: number): string {
  return (value / reference).toFixed(3);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
