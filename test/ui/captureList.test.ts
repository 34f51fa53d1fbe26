import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import {
  chosen,
  clipboard,
  column,
  counted,
  cursor,
  filter,
  filterBox,
  head,
  pick,
  pickByKeys,
  pickItem,
  reloaded,
  said,
  titles,
  toHead,
} from './listSupport';
import { axe, caseFolder, type Frame, openEditor, ready, runCommand, until, variant, windowOn } from './support';

const capture = 'contoso-adele-edge.saz';
const token = `eyJhbGciOiJub25lIn0.${'eyJhIjoxfQ'.repeat(6)}.${'c2lnbmF0dXJl'.repeat(6)}`;

/** A capture whose values try to break out of what they are copied into; one session is flagged in color. */
function hostileCapture(): Uint8Array {
  const request = (lines: readonly string[], body = '') => httpMessage(lines, body);
  return writeSaz(
    [
      sazSession({
        request: request(
          [
            "POST https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?a='$(id)'&b={1,2} HTTP/1.1",
            'Host: edge.microsoft.com',
            "User-Agent: it's; \u2019; calc",
            `Authorization: Bearer ${token}`,
            'Content-Type: application/json',
          ],
          `{"x":"\u2019; calc; $(id)"}`,
        ),
        metadata: { sid: 7 },
        flags: { 'x-processinfo': 'msedge:77', 'ui-color': 'red' },
      }),
      sazSession({
        request: request(['GET https://contoso.example/\u0015evil?`id` HTTP/1.1', 'X-Odd: a\tb']),
        metadata: { sid: 8 },
        flags: { 'x-processinfo': 'outlook:78' },
      }),
    ],
    nodePlatform,
  );
}

describe(`session list (${variant})`, () => {
  let frame: Frame;
  const { here, window } = windowOn(() => ({
    [capture]: readFileSync(path.join(caseFolder, capture)),
    'hostile.saz': hostileCapture(),
  }));
  before(async () => {
    const { page } = window();
    frame = await openEditor(page, capture, ready.capture);
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await until('all sessions', async () => /^155 of 155/.test(await counted(frame)));
  });
  /** The list with the cursor in its rows. */
  const focusList = async () => {
    await frame.locator('.grid').focus();
    if ((await cursor(frame)).role === 'columnheader') await window().page.keyboard.press('ArrowDown');
  };

  here('columns are chosen, and all that are chosen can be scrolled to', async ({ page, session }) => {
    await said(frame, /Column Method shown/, () => pick(frame, 'Choose columns', 'Method'));
    for (const title of ['Server IP', 'Caching', 'Header server', 'Sent', 'Comment'])
      await pick(frame, 'Choose columns', title);
    const all = await titles(frame);
    for (const title of ['Method', 'Server IP', 'Caching', 'server', 'Sent', 'Comment', 'Process'])
      assert.ok(all.includes(title), title);
    assert.ok((await column(frame, 'Method')).every((method) => /^[A-Z]+$/.test(method)));
    // The list is narrower now: the last column is there by keyboard, and in view.
    await focusList();
    await page.keyboard.press('Home');
    for (let at = 0; at < all.length; at++) await page.keyboard.press('ArrowRight');
    const last = frame.locator('#head-0').locator('xpath=following-sibling::*[last()]');
    await until('the last column in view', async () => {
      const box = await last.boundingBox();
      return box !== null && box.x + box.width <= 1440;
    });
    await session.screenshot(page, `${variant}-list-columns`);
    await pick(frame, 'Choose columns', 'Reset Columns');
    await until('the delivered columns', async () => !(await titles(frame)).includes('Method'));
  });

  here('a header of the capture becomes a column', async ({ page }) => {
    await pick(frame, 'Choose columns', 'Add Header as Column');
    const form = frame.getByRole('form', { name: /Add Header/ });
    const names = frame.locator('#header-names option');
    await until('names of the capture', async () => (await names.count()) > 3);
    const name = form
      .getByRole('combobox', { name: 'Header name' })
      .or(form.getByRole('textbox', { name: 'Header name' }));
    await name.fill('not a name');
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    await name.fill('Content-Length');
    await page.keyboard.press('Enter');
    await until('the column', async () => (await titles(frame)).includes('content-length'));
    await until('its values', async () => (await column(frame, 'content-length')).some((value) => /^\d+$/.test(value)));
    await head(frame, 'content-length').click();
    await until(
      'its order',
      async () => (await head(frame, 'content-length').getAttribute('aria-sort')) === 'ascending',
    );
    await pick(frame, 'Choose columns', 'Reset Columns');
  });

  here('columns are resized with the mouse, by keyboard, and to their content', async ({ page }) => {
    const width = async (title: string) => (await head(frame, title).boundingBox())?.width ?? 0;
    const before = await width('Host');
    const grip = await head(frame, 'Host').locator('.grip').boundingBox();
    assert.ok(grip);
    await page.mouse.move(grip.x + 3, grip.y + 8);
    await page.mouse.down();
    await page.mouse.move(grip.x + 63, grip.y + 8, { steps: 6 });
    await page.mouse.up();
    await until('60 px more', async () => Math.abs((await width('Host')) - before - 60) <= 2);

    await toHead(page, frame, 'Body');
    const body = await width('Body');
    await page.keyboard.press('Shift+F10');
    await said(frame, /Body: \d+ pixels wide/, () => pickByKeys(page, frame, 'Wider'));
    await until('20 px more', async () => Math.abs((await width('Body')) - body - 20) <= 2);

    await head(frame, 'Host').locator('.grip').dblclick();
    await until('hosts whole', async () => (await column(frame, 'Host')).every((host) => !host.includes('…')));
  });

  here('columns are moved with the mouse and by keyboard', async ({ page }) => {
    const order = async () => (await titles(frame)).join(' ');
    await head(frame, 'Process').dragTo(head(frame, 'Protocol'), { targetPosition: { x: 4, y: 10 } });
    await until('Process before Protocol', async () => /Result Process Protocol/.test(await order()));
    const host = await head(frame, 'Host').boundingBox();
    assert.ok(host);
    await head(frame, 'Process').dragTo(head(frame, 'Host'), { targetPosition: { x: host.width - 12, y: 10 } });
    await until('Process behind Host', async () => /Protocol Host Process URL/.test(await order()));
    await toHead(page, frame, 'Process');
    await page.keyboard.press('Shift+F10');
    await said(frame, /Process: column \d+ of \d+/, () => pickByKeys(page, frame, 'Move Column Right'));
    await until('Process behind URL', async () => /Host URL Process/.test(await order()));
    await pick(frame, 'Choose columns', 'Reset Columns');
  });

  here('sorts by a click, by keyboard, and by severity', async ({ page }) => {
    const body = () => column(frame, 'Body').then((all) => all.map((one) => Number(one.replace(/\D/g, '') || '-1')));
    const sorted = (numbers: readonly number[]) =>
      numbers.every((one, at) => at === 0 || one >= (numbers[at - 1] ?? 0));
    await said(frame, /Sorted by Body, ascending/, () => head(frame, 'Body').click());
    await until('ascending', async () => (await head(frame, 'Body').getAttribute('aria-sort')) === 'ascending');
    await until('small ones first', async () => sorted(await body()));
    await head(frame, 'Body').click();
    await until('large ones first', async () => sorted((await body()).reverse()) && ((await body())[0] ?? 0) > 1000);
    await said(frame, /In the order of the capture/, () => head(frame, 'Body').click());
    await toHead(page, frame, 'Finding');
    await page.keyboard.press('Enter');
    const first = frame.locator('.scroll [role=row][aria-rowindex="2"]');
    await until('an error first', async () => /Rights Management/.test((await first.textContent()) ?? ''));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until('the order of the capture', async () => (await frame.locator('[aria-sort]').count()) === 0);
  });

  for (const [by, title, row] of [
    ['Host', 'login.microsoftonline.com', /login\.micros/],
    ['Process', 'msedge', /msedge:9124/],
  ] as const) {
    here(`groups by ${by.toLowerCase()}, and opens and closes groups by keyboard`, async ({ page, session }) => {
      await said(frame, /\d+ groups/, () => pick(frame, 'More actions', `Group by ${by}`));
      const group = frame.locator('[role=treegrid] [role=row][aria-level="1"]', { hasText: title }).first();
      await group.waitFor();
      const count = Number(await group.locator('.badge').textContent());
      assert.ok(count > 1);
      await focusList();
      await page.keyboard.press('Home');
      await until('the first group', async () => (await cursor(frame)).level === '1');
      assert.match((await cursor(frame)).text, new RegExp(`^${title}`));
      const rows = Number(await frame.locator('[role=treegrid]').getAttribute('aria-rowcount'));
      await page.keyboard.press('ArrowLeft');
      await until('it closed', async () => (await cursor(frame)).expanded === 'false');
      assert.equal(Number(await frame.locator('[role=treegrid]').getAttribute('aria-rowcount')), rows - count);
      assert.match(await counted(frame), /^155 of 155/);
      await page.keyboard.press('ArrowRight');
      await until('it open', async () => (await cursor(frame)).expanded === 'true');
      await page.keyboard.press('ArrowRight');
      await until('its first session', async () => (await cursor(frame)).level === '2');
      assert.match((await cursor(frame)).text, row);
      await page.keyboard.press('ArrowLeft');
      await until('its group again', async () => (await cursor(frame)).level === '1');
      await page.keyboard.press('Shift+F10');
      await pickByKeys(page, frame, 'Collapse All Groups');
      await until('groups alone', async () => (await frame.locator('.scroll [data-key]').count()) === 0);
      await session.screenshot(page, `${variant}-list-groups-${by.toLowerCase()}`);
      assert.deepEqual(await axe(page), []);
      // A finding is not passed over because it is folded away.
      await page.keyboard.press('F8');
      await until('the finding in its opened group', async () => (await cursor(frame)).level === '2');
      await pick(frame, 'More actions', 'No Groups');
      await frame.locator('[role=grid]').waitFor();
    });
  }

  here('keeps the cursor on its session without groups, and on its column in the header', async ({ page }) => {
    await pick(frame, 'More actions', 'Group by Host');
    await frame.locator('[role=treegrid] .scroll [aria-level="1"]').first().waitFor();
    await focusList();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await until('a session', async () => (await chosen(frame)).length === 1);
    const [first] = await chosen(frame);
    await page.keyboard.press('ArrowDown');
    const session = await until('the next', async () => {
      const [next] = await chosen(frame);
      return next !== first && next;
    });
    await page.keyboard.press('ArrowLeft');
    await until('its group', async () => (await cursor(frame)).level === '1');
    await pick(frame, 'More actions', 'No Groups');
    await frame.locator('[role=grid].grid').waitFor();
    await until(
      'its session',
      async () => (await frame.locator('.scroll .foc .num').first().textContent()) === session,
    );

    await toHead(page, frame, 'Host');
    for (const order of [/URL Host Body/, /URL Body Host/]) {
      await page.keyboard.press('Shift+F10');
      await pickByKeys(page, frame, 'Move Column Right');
      await until(order.source, async () => order.test((await titles(frame)).join(' ')));
    }
    await until('the cursor on it', async () => (await cursor(frame)).text === 'Host');
    await page.keyboard.press('Control+a');
    await until('all', async () => /155 selected/.test(await counted(frame)));
    await page.keyboard.press('ArrowDown');
    await said(frame, /Columns reset/, () => pick(frame, 'Choose columns', 'Reset Columns'));
  });

  here('shows times of the clock, of the capture and from the chosen row', async ({ page }) => {
    await pick(frame, 'More actions', 'Time as Clock');
    await until('clock times', async () =>
      (await column(frame, 'Time')).every((time) => /^\d\d:\d\d:\d\d\.\d{3}$/.test(time)),
    );
    await pick(frame, 'More actions', 'Time from the Start');
    await until('relative times', async () =>
      (await column(frame, 'Time')).every((time) => /^\+?[\d.,]+ (ms|s|min)/.test(time)),
    );
    await pick(frame, 'More actions', 'Time from the Selected Row');
    await focusList();
    await page.keyboard.press('Home');
    for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowDown');
    await until('the fourth row as zero', async () => {
      const times = await column(frame, 'Time');
      return /^[+±]?0/.test(times[4] ?? '') && /^[-−]/.test(times[0] ?? '') && /^\+/.test(times[6] ?? '');
    });
    await pick(frame, 'Choose columns', 'Reset Columns');
  });

  here('chooses several sessions with the mouse and by keyboard', async ({ page }) => {
    await focusList();
    await page.keyboard.press('Home');
    const rows = frame.locator('.scroll [role=row][data-key]');
    await rows.nth(1).click();
    await rows.nth(4).click({ modifiers: ['Shift'] });
    await until('four', async () => (await chosen(frame)).length === 4);
    await said(frame, /3 selected/, () => rows.nth(2).click({ modifiers: ['ControlOrMeta'] }));
    await until('three', async () => (await chosen(frame)).join(' ') === '5 8 10');
    assert.match(await counted(frame), /3 selected/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await until('the first three', async () => (await chosen(frame)).join(' ') === '3 5 7');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+Space');
    await until('first and third', async () => (await chosen(frame)).join(' ') === '3 7');
    await page.keyboard.press('Control+a');
    await until('all', async () => /155 selected/.test(await counted(frame)));
    await page.keyboard.press('Home');
    await until('one', async () => !/selected/.test(await counted(frame)));
  });

  here('goes to the next and the previous finding', async ({ page }) => {
    await focusList();
    await page.keyboard.press('Home');
    const at = async (number: string) =>
      until(`session ${number}`, async () => (await chosen(frame)).join(' ') === number);
    await said(frame, /^NotSignedUpException: Rights Management is off/, () => page.keyboard.press('F8'));
    await at('23');
    await said(frame, /^Same finding as #23/, () => page.keyboard.press('F8'));
    await at('31');
    await said(frame, /^NotSignedUpException: Rights Management is off/, () => page.keyboard.press('Shift+F8'));
    await at('23');
  });

  here('says the mark, the whole address and the reason of a row', async () => {
    await filter(frame, 'is:error', /^4 of 155/);
    const row = frame.locator('.scroll [role=row][data-key]').first();
    const why = await row.getAttribute('aria-describedby');
    assert.match((await frame.locator(`#${why}`).textContent()) ?? '', /Rights Management/);
    assert.equal(
      await row.locator('[role=gridcell]').first().locator('[role=img]').getAttribute('aria-label'),
      'Error',
    );
    await filter(frame, 'host:intranet', /^(?!155)\d\d of 155/);
    const host = frame.locator('.scroll [role=gridcell][title="intranet.contoso.example"]').first();
    assert.match((await host.textContent()) ?? '', /…/);
    await filter(frame, '', /^155 of 155/);
  });

  here(
    'keeps query, order, columns, widths, groups, selection and place over a reload, and no secret',
    async ({ page, session }) => {
      await pick(frame, 'Choose columns', 'Method');
      await toHead(page, frame, 'Body');
      await page.keyboard.press('Shift+F10');
      await pickByKeys(page, frame, 'Wider');
      await filter(frame, '-is:tunnel', /^149 of 155/);
      await head(frame, 'Body').click();
      await pick(frame, 'More actions', 'Group by Process');
      await frame.locator('[role=treegrid] [aria-level="1"]').first().click();
      await until('a closed group', async () => (await frame.locator('.grp[aria-expanded=false]').count()) === 1);
      const rows = frame.locator('.scroll [role=row][data-key]');
      await rows.nth(1).click();
      await rows.nth(3).click({ modifiers: ['ControlOrMeta'] });
      await until('two chosen', async () => (await chosen(frame)).length === 2);
      const before = {
        titles: await titles(frame),
        chosen: await chosen(frame),
        width: Math.round((await head(frame, 'Body').boundingBox())?.width ?? 0),
        closed: await frame.locator('.grp[aria-expanded=false]').textContent(),
        sort: await head(frame, 'Body').getAttribute('aria-sort'),
        query: await filterBox(frame).inputValue(),
      };
      frame = await reloaded(page, '[role=treegrid] [aria-selected=true]');
      await until('what was there before', async () => {
        assert.deepEqual(
          {
            titles: await titles(frame),
            chosen: await chosen(frame),
            width: Math.round((await head(frame, 'Body').boundingBox())?.width ?? 0),
            closed: await frame.locator('.grp[aria-expanded=false]').textContent(),
            sort: await head(frame, 'Body').getAttribute('aria-sort'),
            query: await filterBox(frame).inputValue(),
          },
          before,
        );
        return true;
      });
      await session.screenshot(page, `${variant}-list-restored`);
      await filterBox(frame).fill(`header.authorization:${token.slice(0, 60)}`);
      await until('no match', async () => /^0 of 155/.test(await counted(frame)));
      frame = await reloaded(page, ready.capture.replace('grid', 'treegrid'));
      await until('no query', async () => (await filterBox(frame).inputValue()) === '');
      await pick(frame, 'More actions', 'No Groups');
      await pick(frame, 'Choose columns', 'Reset Columns');
    },
  );

  here('copies in every form, harmless where it is pasted and without secrets', async ({ page, session }) => {
    frame = await openEditor(page, 'hostile.saz', ready.capture);
    await until('both sessions', async () => /^2 of 2/.test(await counted(frame)));
    const flag = frame.locator('.flag');
    assert.equal(await flag.getAttribute('title'), 'Marked red in the capture');
    await session.screenshot(page, `${variant}-list-flag`);
    const forms: readonly (readonly [string, RegExp, readonly RegExp[]])[] = [
      ['Copy URL', /^https:\/\/edge\.microsoft\.com/, [/\nhttps:\/\/contoso\.example/]],
      [
        'Copy as cURL',
        /^curl --globoff/,
        [/--url 'https:.*'\\''\$\(id\)'\\''/, /\n\ncurl .*\n {2}--url \$'.*\\x15evil/, /it'\\''s/],
      ],
      [
        'Copy as PowerShell',
        /^Invoke-WebRequest -UseBasicParsing/,
        [/''\$\(id\)''/, /\[char\]0x15/, /\u2019\u2019; calc/],
      ],
      ['Copy as HAR', /^\[/, [/"url": "https:\/\/edge\.microsoft\.com/]],
      ['Copy Raw', /^POST https/, [/\r?\nHost: edge\.microsoft\.com/]],
      ['Copy as Text', /^7\t/, [/\n8\t/]],
    ];
    for (const [item, starts, holds] of forms) {
      await focusList();
      await page.keyboard.press('Home');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Shift+F10');
      await frame.locator('[role=menu]').waitFor();
      await pickItem(frame, item);
      const text = await clipboard(page, starts);
      for (const part of holds) assert.match(text, part, item);
      assert.ok(!text.includes(token) && !text.includes(token.split('.')[2] ?? token), `${item}: no token`);
    }
    const line = await clipboard(page, /^7\t/);
    assert.equal(line.split('\n').length, 2);
  });
});
