import assert from 'node:assert/strict';
import type { ArtifactRef, SourceGiven } from '../../src/analysis/protocol';
import { AnalysisService } from '../../src/analysis/service';
import { nodePlatform } from '../../src/platform/node';
import { writeHar } from '../../src/reports/writers/har';
import { ZipWriter } from '../../src/reports/writers/zip';
import {
  type NamedFile,
  plantedCapture,
  plantedDumps,
  plantedNeighbors,
  SecretPlanter,
} from '../fixtures/plantedSecrets';
import { openSazBytes } from '../fixtures/saz';
import { secretFields } from '../fixtures/secretFields';
import { everyHover, everyView, type Say } from './everyView';

const plant = new SecretPlanter();
const fields = secretFields(plant);
const captures = [fields, plantedCapture(plant)];
const texts = [...plantedDumps(plant), ...plantedNeighbors(plant)];
const textOf = ({ bytes }: NamedFile) => new TextDecoder().decode(bytes);

/** The places of leaks, each with the first view that shows it. */
class Leaks {
  private readonly found = new Map<string, string>();

  readonly say: Say = (shown, where) => {
    for (const place of plant.leaks(shown)) if (!this.found.has(place)) this.found.set(place, where);
  };

  none(): void {
    assert.deepEqual(
      [...this.found].map(([place, where]) => `${place} in ${where}`),
      [],
    );
  }
}

async function opened(on: AnalysisService, ref: ArtifactRef, name: string, source: SourceGiven): Promise<Leaks> {
  const leaks = new Leaks();
  await everyView(on, ref, await on.call('open', { ref, name, source }), leaks.say);
  return leaks;
}

describe('a secret in every field that can hold one', () => {
  const on = new AnalysisService({ platform: nodePlatform }, () => undefined);
  let har: NamedFile;
  let zip: Uint8Array;

  before(async () => {
    const capture = await openSazBytes(fields.bytes);
    const keys = capture.sessions.map(({ key }) => key);
    har = { name: 'fields.har', bytes: await writeHar(capture, keys, { creator: { name: 'test', version: '1' } }) };
    await capture.close();
    const writer = new ZipWriter(nodePlatform);
    for (const { name, bytes } of [...captures, har, ...texts]) writer.add(name, bytes);
    zip = writer.finish();
  });

  after(() => on.call('configure', { language: 'en', options: {} }));

  for (const file of [...captures, ...texts]) {
    it(`file: ${file.name}`, async () => {
      const ref = { uri: `file:///fields/${file.name}` };
      (await opened(on, ref, file.name, { type: 'bytes', bytes: file.bytes.slice() })).none();
    });
  }

  it('file: fields.har', async () => {
    const ref = { uri: 'file:///fields/fields.har' };
    (await opened(on, ref, har.name, { type: 'bytes', bytes: har.bytes.slice() })).none();
  });

  for (const file of texts) {
    it(`pasted: ${file.name}`, async () => {
      const ref = { uri: `pasted:/${file.name}` };
      const leaks = await opened(on, ref, '', { type: 'text', text: textOf(file) });
      const shown = await everyHover(on, { ref, part: 'file' }, leaks.say);
      leaks.none();
      assert.ok(shown.length > 100);
    });

    it(`attached: ${file.name}`, async () => {
      const ref = { uri: 'file:///fields/all.zip', inner: [file.name] };
      const leaks = await opened(on, ref, 'all.zip', { type: 'bytes', bytes: zip.slice() });
      await everyHover(on, { ref, part: 'file' }, leaks.say);
      leaks.none();
    });
  }

  it('pasted and attached: a HAR', async () => {
    for (const [ref, source] of [
      [{ uri: 'pasted:/har' }, { type: 'text', text: textOf(har) }],
      [
        { uri: 'file:///fields/all.zip', inner: [har.name] },
        { type: 'bytes', bytes: zip.slice() },
      ],
    ] as const) {
      const leaks = new Leaks();
      leaks.say(await on.call('open', { ref, name: 'all.zip', source }), 'open');
      const { text } = await on.call('virtualDocument', { ref, part: 'file' });
      leaks.say(text, 'document');
      leaks.none();
      assert.match(text, /"log"/);
    }
  });
});
