import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArtifactRef, ServiceOptions } from '../../src/analysis/protocol';
import { AnalysisService } from '../../src/analysis/service';
import { nodePlatform, openFile } from '../../src/platform/node';
import type { Language } from '../../src/text';
import { root } from '../rooms/sources';

const folder = path.join(root, 'samples', 'contoso-case');

const made: AnalysisService[] = [];
// Captures hold their file open; new settings close everything.
after(async () => {
  for (const one of made) await one.call('configure', { language: 'en', options: {} });
});

/** A service as the worker runs it, without the worker. */
export async function service(language: Language = 'en', options: ServiceOptions = {}): Promise<AnalysisService> {
  const one = new AnalysisService({ platform: nodePlatform, openPath: openFile }, () => undefined);
  made.push(one);
  await one.call('configure', { language, options });
  return one;
}

/** Opens a file of the sample case by the end of its name. */
export async function openSample(on: AnalysisService, ending: string): Promise<ArtifactRef> {
  const name = readdirSync(folder).find((one) => one.endsWith(ending));
  if (!name) throw new Error(`no file of the sample case ends in ${ending}`);
  const ref = { uri: `file:///case/${name}` };
  await on.call('open', { ref, name, source: { type: 'path', path: path.join(folder, name) } });
  return ref;
}

/** The bytes of a file of the sample case. */
export function sampleBytes(ending: string): { name: string; bytes: Uint8Array } {
  const name = readdirSync(folder).find((one) => one.endsWith(ending));
  if (!name) throw new Error(`no file of the sample case ends in ${ending}`);
  return { name, bytes: new Uint8Array(readFileSync(path.join(folder, name))) };
}

/** Opens a text under a name. */
export async function openText(on: AnalysisService, name: string, text: string): Promise<ArtifactRef> {
  const ref = { uri: `file:///case/${name}` };
  await on.call('open', { ref, name, source: { type: 'text', text } });
  return ref;
}
