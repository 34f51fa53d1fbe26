import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { ArtifactRef } from '../../src/analysis/protocol';
import { AnalysisService } from '../../src/analysis/service';
import { nodePlatform } from '../../src/platform/node';
import { markdownHtml } from '../../src/reports/html';
import { escapeMarkdown } from '../../src/reports/markdownText';
import { contosoCase } from '../fixtures/contoso';
import { statusDump } from '../fixtures/scenarios/statusDump';
import { sarifSchema } from './sarifSchema';

async function opened(language: 'en' | 'de' = 'en') {
  const service = new AnalysisService({ platform: nodePlatform }, () => undefined);
  await service.call('configure', { language, options: {} });
  const refs: ArtifactRef[] = [];
  for (const { name, bytes } of contosoCase()) {
    const ref = { uri: `file:///case/${name}` };
    await service.call('open', { ref, name, source: { type: 'bytes', bytes } });
    refs.push(ref);
  }
  return { service, refs };
}

/** Compares with the golden file beside this test; a missing one is written and fails, so that somebody reads it. */
function golden(name: string, actual: string): void {
  const path = join(import.meta.dirname, 'golden', name);
  if (!existsSync(path)) {
    writeFileSync(path, actual);
    assert.fail(`${name} was written: read it and run again`);
  }
  assert.equal(actual, readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), name);
}

describe('reports of the Contoso case', () => {
  for (const language of ['en', 'de'] as const) {
    for (const [format, extension] of [
      ['markdown', 'md'],
      ['html', 'html'],
      ['customer', 'customer.md'],
    ] as const) {
      it(`${format} in ${language}`, async () => {
        const { service, refs } = await opened(language);
        golden(`contoso.${language}.${extension}`, await service.call('report', { refs, format, language }));
      });
    }
  }

  it('hand over request ids with times', async () => {
    const { service, refs } = await opened();
    const text = await service.call('report', { refs, format: 'markdown' });
    assert.match(
      text,
      /## Requests for Microsoft\n\n- 2026-11-22T08:12:31Z · contoso-adele-edge\.saz, session 23 · `POST api\.aadrm\.com/,
    );
    assert.match(text, /x-ms-rms-request-id: `[\da-f-]{36};[\da-f-]{36}`/);
  });

  it('are valid SARIF 2.1.0', async () => {
    const { service, refs } = await opened();
    const log: unknown = JSON.parse(await service.call('report', { refs, format: 'sarif' }));
    const validate = new Ajv({ strict: false }).compile(sarifSchema);
    assert.ok(validate(log), JSON.stringify(validate.errors));
    assert.equal(validate({ version: '2.1.0', runs: [{ tool: {} }] }), false);
  });

  it('are pages without script and without anything to load', async () => {
    const { service, refs } = await opened();
    const html = await service.call('report', { refs, format: 'html' });
    assert.ok(!/<script|<img|<link|\son\w+=|javascript:/i.test(html));
    assert.match(html, /default-src 'none'/);
    for (const [, url] of html.matchAll(/href="([^"]*)"/g)) assert.match(url ?? '', /^https:\/\//);
  });

  it('escape what comes from a file', () => {
    const hostile = '<script>alert(1)</script> [x](javascript:alert) **b** `c`';
    const html = markdownHtml(`- ${escapeMarkdown(hostile)}`);
    assert.ok(!html.includes('<script'));
    assert.ok(!/href=/.test(html));
  });

  it('tell no mail address and no id to the customer', async () => {
    const { service, refs } = await opened();
    const reply = await service.call('report', { refs, format: 'customer' });
    assert.ok(!/@|[\da-f]{8}-[\da-f]{4}/.test(reply));
  });
});

describe('timeline', () => {
  it('merges all files in order of time and tells the skew of clocks', async () => {
    const { service, refs } = await opened();
    const { rows, skew } = await service.call('timeline', { refs });
    assert.deepEqual(
      [...rows].sort((a, b) => a.time - b.time),
      rows,
    );
    assert.ok(new Set(rows.map(({ artifact }) => artifact)).size >= 3);
    const refused = rows.find(({ text }) => text.startsWith('#23 '));
    assert.equal(refused?.mark, 'error');
    assert.equal(refused?.timeText, '22 Nov 2026 09:12:31.207 UTC+1');
    assert.equal(skew.length, 1);
  });
});

describe('comparison', () => {
  it('tells what got better, and nothing of a file and itself', async () => {
    const { service, refs } = await opened();
    const broken = refs.find(({ uri }) => uri.includes('sync-internals'));
    assert.ok(broken);
    const fixed = { uri: 'file:///case/after.txt' };
    const bytes = new TextEncoder().encode(statusDump({ taken: 'Sun Nov 22 2026 10:15:02 GMT+0100 (X)' }));
    await service.call('open', { ref: fixed, name: 'after.txt', source: { type: 'bytes', bytes } });
    const { changes, markdown, volatile } = await service.call('compare', { a: broken, b: fixed });
    const mip = changes.find(({ name }) => name === 'Last MIP Result');
    assert.deepEqual([mip?.before, mip?.after, mip?.mark], ['Failed', 'Success', 'better']);
    assert.equal(changes.filter(({ mark }) => mark === 'worse').length, 0);
    assert.ok(changes.some(({ name }) => name.startsWith('18 data types: Bookmarks')));
    assert.ok(volatile > 5);
    assert.match(markdown, /\| Last MIP Result \| Failed \| Success \| Rights Management answers again\. \|/);
    const back = await service.call('compare', { a: fixed, b: broken });
    assert.equal(back.changes.find(({ name }) => name === 'Last MIP Result')?.mark, 'worse');
    assert.deepEqual((await service.call('compare', { a: broken, b: broken })).changes, []);
    for (const ref of refs) assert.deepEqual((await service.call('compare', { a: ref, b: ref })).changes, []);
  });
});
