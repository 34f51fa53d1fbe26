import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisService } from '../../src/analysis/service';
import type { SessionRowView } from '../../src/analysis/views';
import { fields } from '../../src/query';
import { service } from '../analysis/service';
import { describeWithSamples, sample } from '../fixtures/samples';

const view = 'main';
const largest = 2_500_000;

/** What a row shows of a field; undefined for fields that rows do not show. */
const shown: Readonly<Record<string, (row: SessionRowView) => string>> = {
  host: ({ host }) => host,
  method: ({ method }) => method,
  status: ({ status }) => String(status),
  type: ({ contentType }) => contentType,
  process: ({ process }) => process,
  protocol: ({ protocol }) => protocol,
  color: ({ color }) => color,
  ip: ({ ip }) => ip,
};
const amounts: Readonly<Record<string, (row: SessionRowView) => number>> = {
  size: ({ responseBytes }) => responseBytes,
  reqsize: ({ requestBytes }) => requestBytes,
  duration: ({ duration }) => duration ?? -1,
  sid: ({ sid }) => sid,
};

function captures(): string[] {
  return ['captures/saz', 'captures/har'].flatMap((folder) => {
    const root = sample(folder);
    if (!root) return [];
    return readdirSync(root)
      .filter((name) => /\.(saz|har)$/.test(name))
      .map((name) => path.join(root, name))
      .filter((file) => statSync(file).size <= largest);
  });
}

async function rowsOf(on: AnalysisService, uri: string, query: string): Promise<readonly SessionRowView[]> {
  const ref = { uri };
  const result = await on.call('list', { ref, view, query: { query } });
  assert.equal(result.error, undefined, query);
  const entries = await on.call('entries', { ref, view, from: 0, to: result.entries });
  const rows = entries.flatMap((entry) => (entry.type === 'session' ? [entry.row] : []));
  assert.equal(rows.length, result.matches, query);
  return rows;
}

describeWithSamples('queries over real captures', () => {
  for (const file of captures()) {
    const name = path.basename(file);
    it(name, async () => {
      const on = await service();
      const uri = `file:///samples/${name}`;
      const opened = await on.call('open', { ref: { uri }, name, source: { type: 'path', path: file } });
      if (opened.editor !== 'capture' || opened.total === 0) return;
      const all = await rowsOf(on, uri, '');
      for (const { name: field } of fields) {
        const asked = `${field}:`;
        const { items } = await on.call('complete', { ref: { uri }, query: asked, offset: asked.length });
        for (const item of items.slice(0, 4)) {
          const query = asked + item.insert;
          const rows = await rowsOf(on, uri, query);
          if (item.count !== undefined)
            assert.ok(rows.length >= item.count, `${query}: ${rows.length}, ${item.count} offered`);
          const others = await rowsOf(on, uri, `-${query}`);
          assert.equal(rows.length + others.length, all.length, query);
          const read = shown[field];
          const value = item.label.toLowerCase();
          if (read)
            assert.ok(
              rows.every((row) => read(row).toLowerCase().includes(value)),
              query,
            );
        }
        const amount = amounts[field];
        if (amount) {
          const known = all.map(amount).filter((number) => number >= 0);
          const middle = Math.floor(known.toSorted((a, b) => a - b)[known.length >> 1] ?? 0);
          const more = await rowsOf(on, uri, `${field}:>${middle}`);
          assert.equal(more.length, known.filter((number) => number > middle).length, `${field}:>${middle}`);
          const range = await rowsOf(on, uri, `${field}:0..${middle}`);
          assert.equal(
            range.length,
            known.filter((number) => number >= 0 && number <= middle).length,
            `${field}:0..${middle}`,
          );
        }
      }
      const first = all.find(({ startedText }) => startedText);
      if (first) {
        const minute = first.startedText.slice(0, 5);
        const rows = await rowsOf(on, uri, `time:${minute}`);
        assert.ok(
          rows.some(({ key }) => key === first.key),
          minute,
        );
      }
      await on.call('close', { ref: { uri } });
    });
  }
});
