import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { type Frame, long, openEditor, ready, until, variant, windowOn } from './support';

const count = 100_000;
const limits = { rows: 60, nodes: 1000 };

/** Makes the file larger than what a text editor holds whole. */
const padding = 'x'.repeat(400);

/** A HAR of small entries, one per line. */
function largeHar(): string {
  const entries = Array.from({ length: count }, (_, index) => {
    // A capture without any sync traffic shows advice in place of its list.
    const url =
      index % 40 === 0
        ? `https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Edge&n=${index}`
        : `https://host${index % 40}.contoso.example/items/${index}`;
    const started = new Date(1_767_225_600_000 + index * 40).toISOString();
    const status = index % 97 === 0 ? 404 : 200;
    return `{"startedDateTime":"${started}","time":9,"request":{"method":"GET","url":"${url}","headers":[]},"response":{"status":${status},"headers":[],"content":{"size":0},"comment":"${padding}"},"timings":{"wait":5,"receive":4}}`;
  });
  return `{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"entries":[\n${entries.join(',\n')}\n]}}\n`;
}

/** Rows and nodes of the list as they are in the document now, and the row in the middle: the cursor's row stays too. */
function listNow(frame: Frame): Promise<{ rows: number; nodes: number; middle: number; total: number }> {
  return frame.evaluate(() => {
    const list = document.querySelector('.list');
    if (!list) throw new Error('there is no list');
    const walker = document.createTreeWalker(list, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let nodes = 0;
    while (walker.nextNode()) nodes += 1;
    const rows = [...list.querySelectorAll('.scroll [role=row]')];
    const indexes = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
    const total = Number(list.querySelector('[role=grid]')?.getAttribute('aria-rowcount'));
    return { rows: rows.length, nodes, middle: indexes.sort((a, b) => a - b)[indexes.length >> 1] ?? 0, total };
  });
}

describe(`a capture of ${count} sessions (${variant})`, () => {
  const { here } = windowOn(() => ({ 'large.har': largeHar() }), {
    'workbench.editorAssociations': { '*.har': 'edgeSync.captureOption' },
  });

  here('keeps the list small wherever it is scrolled to', async ({ page }) => {
    const frame = await openEditor(page, 'large.har', ready.capture);
    await until('all sessions in the list', async () => (await listNow(frame)).total > count, long);
    const seen: number[] = [];
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      await frame.evaluate((at) => {
        const element = document.querySelector('.scroll');
        if (element) element.scrollTop = at * element.scrollHeight;
      }, part);
      await until(`rows at ${part}`, async () => {
        const now = await listNow(frame);
        return now.rows > 5 && Math.abs(now.middle / now.total - part) < 0.1;
      });
      const { rows, nodes, middle } = await listNow(frame);
      assert.ok(rows <= limits.rows, `${rows} rows at ${part}`);
      assert.ok(nodes <= limits.nodes, `${nodes} nodes at ${part}`);
      seen.push(middle);
    }
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
  });

  here('filters them as they are typed', async ({ page }) => {
    const frame = await openEditor(page, 'large.har', ready.capture);
    await frame.locator('input[role=combobox]').first().fill('status:404');
    const expected = Math.ceil(count / 97);
    await until('the matches alone', async () => (await listNow(frame)).total === expected + 1, long);
    const { rows, nodes } = await listNow(frame);
    assert.ok(rows <= limits.rows && nodes <= limits.nodes, `${rows} rows, ${nodes} nodes`);
  });

  here(
    'shows one entry as a text of its own, since the file is too large for a text editor',
    async ({ page, session }) => {
      assert.ok(statSync(path.join(session.server.workspace, 'large.har')).size > 50 * 1024 * 1024);
      const frame = await openEditor(page, 'large.har', ready.capture);
      await frame.locator('input[role=combobox]').first().fill('sid:98');
      await until('one row', async () => (await listNow(frame)).total === 2, long);
      await frame.locator(ready.capture).first().dblclick();
      await frame.getByRole('button', { name: 'Show in Text' }).click();
      const text = page.locator('.monaco-editor .view-lines').first();
      await until('the entry', async () => /host17\.contoso\.example\/items\/97/.test(await text.innerText()));
      assert.ok(!/items\/96/.test(await text.innerText()), 'other entries are there, too');
    },
  );
});
