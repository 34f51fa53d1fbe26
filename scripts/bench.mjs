// npm run bench [-- NAME...]: runs test/bench/NAME.ts, without a name all of them, one after the other.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'test', 'bench');
const all = readdirSync(folder)
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.slice(0, -3))
  .sort();
const [first, ...rest] = process.argv.slice(2);
// Options after a name go to that measurement.
const names = first === undefined ? all : [first, ...rest.filter((a) => !a.startsWith('-'))];
const options = rest.filter((a) => a.startsWith('-'));
for (const name of names) {
  const file = path.join(folder, `${name}.ts`);
  if (!existsSync(file)) {
    console.error(`no measurement "${name}"; there are: ${all.join(', ')}`);
    process.exit(2);
  }
  console.log(`== ${name}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file, ...options], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
