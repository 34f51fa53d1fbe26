import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles programs of this folder into `outdir`, so that each run starts fast and in a process of its own. Those with
 * external packages find them only from a folder inside the project.
 */
export async function buildPrograms(outdir: string, names: readonly string[], packages?: 'external'): Promise<void> {
  await build({
    entryPoints: names.map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    packages,
    logLevel: 'error',
  });
}
