import { readFile, writeFile } from 'node:fs/promises';
import { runCommandLine } from './analysis/commandLine/run';
import { nodePlatform, openFile } from './platform/node';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  platform: nodePlatform,
  open: openFile,
  readText: (path) => readFile(path, 'utf8'),
  writeFile: (path, bytes) => writeFile(path, bytes),
  stdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Uint8Array.from(Buffer.concat(chunks));
  },
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
});
