import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHar } from '../../../../src/artifacts/capture/har/openHar';
import { nodePlatform, openFile } from '../../../../src/platform/node';
import { text } from '../../../../src/text';
import { describeWithSamples, sample } from '../../../fixtures/samples';

interface PlainEntry {
  readonly request?: { readonly method?: string; readonly url?: string };
  readonly response?: {
    readonly status?: number;
    readonly content?: { readonly text?: string; readonly encoding?: string };
  };
}

/** What a plain parse of the file gives; undefined when it has no list of entries. */
function plainEntries(path: string): readonly PlainEntry[] | undefined {
  const source = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/^onInputData\(/, '')
    .replace(/\)\s*;?\s*$/, '');
  try {
    const parsed = JSON.parse(source) as { log?: { entries?: unknown } };
    const entries = parsed.log?.entries;
    return Array.isArray(entries) ? (entries as PlainEntry[]) : undefined;
  } catch {
    return undefined;
  }
}

describeWithSamples('openHar on real files', () => {
  const folder = sample('captures/har');
  const names = folder ? readdirSync(folder).filter((name) => name.endsWith('.har')) : [];

  it('gives the rows of a plain parse', async () => {
    let compared = 0;
    for (const name of names) {
      const path = join(folder ?? '', name);
      const plain = plainEntries(path);
      if (!plain) continue;
      const capture = await openHar(await openFile(path), { id: name, platform: nodePlatform });
      const rows = capture.sessions.map(({ method, url, status }) => ({ method, url, status }));
      const wanted = plain.map(({ request, response }) => ({
        method: request?.method ?? '',
        url: request?.url ?? '',
        status: Math.max(0, response?.status ?? 0),
      }));
      assert.deepEqual(rows, wanted, name);
      assert.ok(
        capture.problems.every(({ code }) => code === 'har-jsonp' || code === 'har-sanitized'),
        name,
      );
      for (const { key } of capture.sessions.slice(0, 40)) {
        const content: { text?: string; encoding?: string } | undefined = plain[key - 1]?.response?.content;
        const body = await capture.body(key, 'response');
        if (content?.text === undefined || content.encoding === 'base64') continue;
        assert.deepEqual(Buffer.from(body.bytes), Buffer.from(content.text), `${name} #${key}`);
      }
      await capture.close();
      compared++;
    }
    assert.ok(compared > 150, `only ${compared} files compared`);
  });

  it('states for the broken ones what is wrong, as their list says', async () => {
    const list = readFileSync(join(folder ?? '', 'README.md'), 'utf8');
    let checked = 0;
    for (const name of names) {
      const row = list.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
      const words =
        /-> "([^"]+)"/.exec(row)?.[1] ?? /line \d+, column \d+/.exec(row.includes('same message') ? row : '')?.[0];
      if (!words) continue;
      const capture = await openHar(await openFile(join(folder ?? '', name)), { id: name, platform: nodePlatform });
      const messages = capture.problems.map((problem) => text(problem.message, 'en')).join('\n');
      assert.ok(
        messages.includes(words.replace(/: property name must be in double qu.*$/, '')),
        `${name}: ${messages}`,
      );
      await capture.close();
      checked++;
    }
    assert.ok(checked >= 8, `only ${checked} broken files checked`);
  });

  it('notes the wrapper of the JSONP files', async () => {
    for (const name of names.filter((one) => /harviewer__[1-9]__/.test(one))) {
      const capture = await openHar(await openFile(join(folder ?? '', name)), { id: name, platform: nodePlatform });
      assert.equal(capture.problems[0]?.code, 'har-jsonp', name);
      assert.ok(capture.sessions.length > 0, name);
      await capture.close();
    }
  });
});
