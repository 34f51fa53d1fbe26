// The whole test command: every suite in turn, then a table of them, what failed, and one line with the sum: the end of a
// log tells all. Exit code 0 only when nothing failed.
//   node scripts/test.mjs [--only NAME,NAME] [--list]
// A suite leaves its counts as JSON in out/test/NAME.json, with `failures`, a list of { title, lines }; one that ends
// without counts has failed. Of a check that fails, the last lines of its output are shown.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSetUp } from './vscode-set-up.mjs';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'out', 'test');
const vsix = path.join(root, 'out', 'edge-sync-inspector.vsix');
const bin = (file) => path.join(root, 'node_modules', ...file.split('/'));
/** Failures named of one suite, and lines shown of a check's output. */
const named = 20;
const shownLines = 25;
const samples = path.join(root, 'samples', 'contoso-case');
const mocha = (...args) => [
  bin('mocha/bin/mocha.js'),
  '--reporter',
  path.join(root, 'scripts', 'reporter.mjs'),
  ...args,
];
const hostRun = (host) => [
  ...['test/vscode/run-mocha.mjs', '--host', host, '--tests', `out/host/${host}.js`, '--timeout', '300'],
  ...['--workspace', samples, '--json', path.join(out, `host-${host}.json`)],
];
const uiRun = (host, more = {}, files = ['*']) => ({
  args: mocha('--config', 'test/ui/.mocharc.json', ...files.flatMap((file) => ['--spec', `test/ui/${file}.test.ts`])),
  env: { EDGE_SYNC_HOST: host, ...more },
  needsServer: true,
});

/**
 * name -> what runs. `check`: one check, passed by exit code 0, instead of counts. `needsServer`: the packages of
 * test/vscode must be there. The order is the order of running.
 */
const suites = {
  typecheck: { args: [bin('typescript/bin/tsc'), '-p', '.'], check: true },
  rooms: { args: [bin('typescript/bin/tsc'), '-p', 'test/rooms'], check: true },
  lint: { args: [bin('@biomejs/biome/bin/biome'), 'check', '.'], check: true },
  unit: { args: mocha('--spec', 'test/**/*.test.ts') },
  'ui-types': { args: [bin('typescript/bin/tsc'), '-p', 'test/ui'], check: true, needsServer: true },
  'test-set-up': { args: ['scripts/self-test.mjs', path.join(out, 'test-set-up.json')], needsServer: true },
  pages: { args: ['test/webview/page.mjs'], needsServer: true },
  build: { args: ['esbuild.mjs'], check: true },
  package: { args: ['scripts/package.mjs', vsix], check: true },
  bundle: {
    args: ['test/vscode/bundle-tests.mjs', '--entry', 'test/host/index.ts', '--outdir', 'out/host'],
    check: true,
    needsServer: true,
  },
  'host-node': { args: hostRun('node'), needsServer: true },
  'host-web': { args: hostRun('web'), needsServer: true },
  'ui-node': uiRun('node'),
  'ui-web': uiRun('web'),
  // What differs when the extension is installed is how it is packed and loaded: the basic tests show that.
  'ui-vsix': uiRun('node', { EDGE_SYNC_VSIX: vsix }, ['editors', 'fixes', 'keyboard', 'badInput']),
};

/** Suites that need the packages of test/vscode but no build. */
const withoutBuild = new Set(['ui-types', 'test-set-up', 'pages']);

/** Runs one suite and returns its counts. */
async function run(name, { args, env = {}, check }) {
  const counts = path.join(out, `${name}.json`);
  rmSync(counts, { force: true });
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', ...Array(2).fill(check ? 'pipe' : 'inherit')],
    env: { ...process.env, TEST_COUNTS: counts, ...env },
  });
  running = child;
  const output = [];
  for (const stream of ['stdout', 'stderr']) {
    child[stream]?.on('data', (data) => {
      process[stream].write(data);
      output.push(data);
    });
  }
  const { code, signal } = await new Promise((ok) => {
    child.once('error', () => ok({ code: 1 }));
    // A suite may leave a process behind that keeps its output open; a check does not, and its output is wanted whole.
    child.once(check ? 'close' : 'exit', (c, s) => ok({ code: c, signal: s }));
  });
  running = undefined;
  if (check) {
    if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
    const lines = Buffer.concat(output).toString().split('\n');
    const said = lines.map((line) => line.trimEnd()).filter((line) => line);
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ title: 'its output ends', lines: said.slice(-shownLines) }],
    };
  }
  const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  if (code === 0 && found.passed > 0) return found;
  const problem = found.problem ?? (signal ? `ended by ${signal}` : code === 0 ? 'no test ran' : `exit code ${code}`);
  return found.failed ? found : { ...found, failed: 1, problem };
}

let running;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopped = true;
    running?.kill(signal);
  });
}

const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });
if (values.list) {
  console.log(Object.keys(suites).join('\n'));
  process.exit(0);
}
const names = values.only?.split(',') ?? Object.keys(suites);
const unknown = names.filter((n) => !suites[n]);
if (unknown.length) throw new Error(`no suite ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`);
mkdirSync(out, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
const failed = [];
let broken = false; // the build failed: nothing that runs from dist/ says anything
let setUp; // undefined: not tried; '' works; otherwise why not
for (const name of names) {
  if (stopped) break;
  const suite = suites[name];
  console.log(`\n== ${name}`);
  const start = performance.now();
  if (suite.needsServer && setUp === undefined) {
    try {
      ensureSetUp();
      setUp = '';
    } catch (e) {
      setUp = e.message;
    }
  }
  const counts =
    broken && suite.needsServer && !withoutBuild.has(name)
      ? { passed: 0, failed: 1, skipped: 0, problem: 'there is no build to test' }
      : suite.needsServer && setUp
        ? { passed: 0, failed: 1, skipped: 0, problem: setUp }
        : await run(name, suite);
  if (name === 'build' && counts.failed) broken = true;
  for (const key of Object.keys(total)) total[key] += counts[key];
  const failures = counts.failures ?? [];
  for (const { title, lines } of failures.slice(0, named)) {
    failed.push(`${name}: ${title}`, ...lines.map((line) => `    ${line}`));
  }
  if (failures.length > named) failed.push(`${name}: and ${failures.length - named} more`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  rows.push(
    `${counts.failed ? 'FAILED' : 'passed'}  ${name.padEnd(12)} ${counts.passed} passed, ${counts.failed} failed, ` +
      `${counts.skipped} skipped, ${seconds} s${counts.problem ? `: ${counts.problem}` : ''}`,
  );
}
console.log(`\n${rows.join('\n')}`);
if (failed.length) console.log(`\n${failed.join('\n')}\n`);
if (stopped) total.failed++;
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed ? 1 : 0;
