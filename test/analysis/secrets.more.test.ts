import assert from 'node:assert/strict';
import type { ArtifactRef, ServiceMessage } from '../../src/analysis/protocol';
import { AnalysisService } from '../../src/analysis/service';
import { nodePlatform } from '../../src/platform/node';
import {
  type NamedFile,
  plantedAnswer,
  plantedCapture,
  plantedDumps,
  plantedLicense,
  plantedLines,
  plantedNeighbors,
  SecretPlanter,
} from '../fixtures/plantedSecrets';

const plant = new SecretPlanter();
const files: readonly NamedFile[] = [plantedCapture(plant), ...plantedDumps(plant), ...plantedNeighbors(plant)];
const refOf = ({ name }: NamedFile): ArtifactRef => ({ uri: `file:///case/${name}` });
const textOf = ({ bytes }: NamedFile) => new TextDecoder().decode(bytes);

function hidden(shown: unknown, where: string): void {
  assert.deepEqual(plant.leaks(shown), [], where);
}

describe('secrets in every view of dumps and neighbors', () => {
  const messages: ServiceMessage[] = [];
  const service = new AnalysisService({ platform: nodePlatform }, (message) => messages.push(message));
  const editors = new Map<string, string>();

  before(async () => {
    for (const file of files) {
      const view = await service.call('open', {
        ref: refOf(file),
        name: file.name,
        source: { type: 'bytes', bytes: file.bytes.slice() },
      });
      editors.set(file.name, view.editor);
    }
  });

  after(() => service.call('configure', { language: 'en', options: {} }));

  const dumps = files.filter(({ name }) => /dump\.(txt|csv)$/.test(name));

  it('recognizes what is planted', () => {
    assert.equal(editors.get('planted.saz'), 'capture');
    for (const { name } of dumps) assert.equal(editors.get(name), 'dump', name);
    for (const name of ['policies.json', 'dsregcmd.txt', 'powershell.txt', 'chrome_debug.log', 'events.csv']) {
      assert.equal(editors.get(name), 'neighbor', name);
    }
    assert.equal(editors.get('mail.eml'), 'attachments');
  });

  for (const file of files) {
    it(`opening of ${file.name}`, async () => {
      const ref = refOf(file);
      hidden(
        await service.call('open', { ref, name: file.name, source: { type: 'bytes', bytes: file.bytes.slice() } }),
        'open',
      );
      if (editors.get(file.name) === 'none') return;
      hidden(await service.call('findings', { ref }), 'findings');
      hidden(await service.call('markers', { ref }), 'markers');
    });
  }

  it('attachments one by one', async () => {
    const mail = files.find(({ name }) => name === 'mail.eml');
    assert.ok(mail);
    const outer = await service.call('open', { ref: refOf(mail), name: mail.name });
    assert.ok(outer.editor === 'attachments' && outer.entries.length > 0);
    for (const { path } of outer.entries) {
      const ref = { ...refOf(mail), inner: [path] };
      const source = { type: 'bytes' as const, bytes: mail.bytes.slice() };
      hidden(await service.call('open', { ref, name: path, source }), path);
    }
  });

  it('protocol log, messages, nodes', async () => {
    for (const file of dumps) {
      const ref = refOf(file);
      const { events } = await service.call('events', { ref, from: 0, to: 100 });
      hidden(events, `${file.name}: events`);
      for (const { index } of events) {
        const { tree, roots } = await service.call('eventProto', { ref, index });
        hidden(roots, `${file.name}: message ${index}`);
        const open = roots.map(({ id }) => id);
        for (let node = open.pop(); node !== undefined; node = open.pop()) {
          const children = await service.call('children', { ref, tree, node, from: 0, to: 100 });
          hidden(children, `${file.name}: message ${index} below ${node}`);
          open.push(...children.nodes.map(({ id }) => id));
        }
      }
      for (const type of ['Bookmarks', 'Preferences']) {
        for (const filter of ['', 'secret']) {
          hidden(await service.call('nodes', { ref, type, filter, from: 0, to: 100 }), `${file.name}: ${type}`);
        }
      }
    }
  });

  it('search finds secrets without showing them', async () => {
    for (const file of files.filter(({ name }) => ['dump', 'neighbor'].includes(editors.get(name) ?? ''))) {
      const found = await service.call('search', { ref: refOf(file), text: 'SecretValue9', limit: 100 });
      hidden(found, file.name);
    }
    const found = await service.call('search', {
      ref: refOf(dumps[0] ?? files[0] ?? { name: '', bytes: new Uint8Array() }),
      text: 'refresh_token',
      limit: 9,
    });
    assert.ok(found.total > 0);
  });

  for (const file of files.filter(({ name }) => !/\.(saz|eml)$/.test(name))) {
    it(`text analysis and hovers of ${file.name}`, async () => {
      const { uri } = refOf(file);
      const text = textOf(file);
      hidden(await service.call('analyzeText', { uri, version: 1, text, name: file.name }), 'analysis');
      const offsets = [...text.matchAll(/Zq\d{3}Secret|eyJ|refresh_token|Password/g)].map(({ index }) => index);
      assert.ok(offsets.length > 0);
      for (const offset of offsets) {
        const before = text.slice(0, offset).split('\n');
        for (const shift of [0, 4]) {
          const position = { line: before.length - 1, character: (before.at(-1) ?? '').length + shift };
          hidden(await service.call('hover', { uri, version: 1, ...position }), `hover at ${position.line + 1}`);
        }
      }
    });
  }

  it('documents and hovers of sessions', async () => {
    const ref: ArtifactRef = { uri: 'file:///case/planted.saz' };
    for (const session of [1, 2, 3, 4]) {
      for (const part of [
        undefined,
        'request.body',
        'response.body',
        'token',
        'license',
        'sync',
        'overview',
        'headers',
        'raw',
      ]) {
        const where = `session ${session}, ${part ?? 'whole'}`;
        const params = { ref, session, ...(part ? { part } : {}) };
        const { text } = await service.call('virtualDocument', params);
        hidden(text, where);
        const uri = `edge-sync:/${session}/${part ?? ''}`;
        hidden(await service.call('analyzeVirtual', { ...params, uri, version: 1 }), where);
        for (const [line, content] of text.split('\n').entries()) {
          for (const character of [0, Math.floor(content.length / 2)]) {
            hidden(await service.call('hover', { uri, version: 1, line, character }), `${where}: hover ${line + 1}`);
          }
        }
      }
    }
  });

  it('decoded values', async () => {
    const values = [
      ...plantedLines(plant, 'decode'),
      `Bearer ${plant.token('decode: alone')}`,
      plant.prtCookie('decode: PRT alone'),
      plantedLicense(plant),
      JSON.stringify(plantedAnswer(plant)),
    ];
    let decoded = 0;
    for (const text of values) {
      const shown = await service.call('decode', { text });
      if (shown.kind !== 'none') decoded++;
      hidden(shown, text.slice(0, 40));
    }
    assert.ok(decoded >= 5);
  });

  it('reports, cases, timelines and comparisons', async () => {
    const refs = files.filter(({ name }) => editors.get(name) !== 'none').map(refOf);
    for (const format of ['markdown', 'html', 'sarif', 'customer'] as const) {
      for (const language of ['en', 'de'] as const) {
        const report = await service.call('report', { refs, format, language });
        assert.ok(report.length > 100);
        hidden(report, format);
      }
    }
    const shown = await service.call('caseFindings', { refs });
    hidden(shown, 'case');
    for (const ref of refs) {
      hidden(await service.call('caseFile', { ref }), ref.uri);
      const { findings } = await service.call('findings', { ref });
      for (const { id } of findings) {
        hidden(await service.call('report', { refs: [ref], format: 'finding', finding: id }), id);
        hidden(await service.call('explainCondition', { id }), id);
      }
      hidden(await service.call('compare', { a: ref, b: ref }), `${ref.uri} with itself`);
    }
    hidden(await service.call('timeline', { refs }), 'timeline');
  });

  it('comparisons of two versions', async () => {
    const other = new Map(
      [plantedCapture(plant), ...plantedDumps(plant), ...plantedNeighbors(plant)].map((file) => [file.name, file]),
    );
    for (const file of files) {
      const changed = other.get(file.name);
      if (!changed || ['none', 'attachments'].includes(editors.get(file.name) ?? 'none')) continue;
      const b = { uri: `file:///later/${file.name}` };
      await service.call('open', { ref: b, name: file.name, source: { type: 'bytes', bytes: changed.bytes } });
      hidden(await service.call('compare', { a: refOf(file), b }), file.name);
    }
  });

  it('progress and failures', async () => {
    for (const [id, params] of [
      [
        1,
        {
          ref: { uri: `file:///x` },
          name: 'x',
          source: { type: 'text', text: plantedLines(plant, 'failure').join('\n') },
        },
      ],
      [
        2,
        {
          ref: { uri: `file:///y` },
          name: 'y.saz',
          source: { type: 'text', text: `PK\u0003\u0004${plant.token('failure')}` },
        },
      ],
    ] as const) {
      await service.receive({ version: 1, id, method: 'open', params });
    }
    assert.ok(messages.length > 2);
    hidden(messages, 'messages');
  });
});
