// What the plain page must do; each check opens what it needs.
const themes = ['dark', 'light', 'hc-dark', 'hc-light'];
const list = '.grid[role=grid]';

/** Waits until every question is answered and the answers are drawn. */
const settled = (page) =>
  page.evaluate(async () => {
    for (let quiet = 0; quiet < 3; quiet = window.fake.pending() ? 0 : quiet + 1) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    }
  });

/** Does what makes the page ask for its list anew, and waits until that is drawn. The page rests before it asks. */
async function listed(page, action) {
  const before = await page.evaluate(() => window.fake.seen.filter((each) => each.method === 'list').length);
  await action();
  await page.waitForFunction(
    (count) => window.fake.seen.filter((each) => each.method === 'list').length > count,
    before,
  );
  await settled(page);
}

async function openSession(page, sid, tab) {
  await page.click(`#row-${sid}`);
  await page.focus(list);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.insp [role=tab]');
  if (tab) await page.click(`#inspector-panel-tab-${tab}`);
  await settled(page);
}

async function filter(page, text) {
  if ((await page.inputValue('[role=combobox]')) !== text) {
    await listed(page, () => page.fill('[role=combobox]', text));
  }
  if (await page.$('[role=option]')) await page.keyboard.press('Escape');
  await settled(page);
}

export const checks = {
  'shots of the list': async ({ open, shot, axe, assert }) => {
    for (const theme of themes) {
      const page = await open({ theme });
      await page.waitForSelector('#row-12');
      await filter(page, 'process:msedge is:sync');
      await page.click('#row-23');
      await settled(page);
      await shot(page, `list-${theme}`);
      assert.deepEqual(await axe(page), []);
    }
  },
  'rows are there before their texts': async ({ open, axe, assert }) => {
    const page = await open({ state: 'waiting' });
    await page.waitForSelector('.scroll .lr[aria-hidden]', { state: 'attached' });
    const blank = await page.evaluate(() => {
      const scroller = document.querySelector('.scroll');
      const all = [...scroller.querySelectorAll('.lr')];
      window.blank = all;
      return {
        count: all.length,
        hidden: all.every((row) => row.ariaHidden === 'true'),
        text: all.map((row) => row.textContent.trim()).join(''),
        fits: scroller.scrollHeight <= scroller.clientHeight,
      };
    });
    assert.ok(blank.count >= 10, `${blank.count} rows`);
    assert.deepEqual([blank.hidden, blank.text, blank.fits], [true, '', true]);
    assert.deepEqual(await axe(page), []);
    await page.evaluate(() => window.fake.open());
    await page.waitForSelector('#row-1');
    await settled(page);
    assert.deepEqual(
      await page.evaluate(() => [
        window.blank[0] === document.querySelector('#row-1'),
        document.querySelectorAll('.scroll .lr[aria-hidden]').length,
      ]),
      [true, 0],
    );
  },
  'shots of the inspector': async ({ open, shot, axe, assert }) => {
    const page = await open();
    await page.waitForSelector('#row-23');
    await openSession(page, 23);
    const tabs = await page.$$eval('.insp [role=tab]', (all) =>
      all.map(({ id }) => id.replace('inspector-panel-tab-', '')),
    );
    assert.ok(tabs.length > 8, tabs.join(' '));
    for (const tab of tabs) {
      await page.click(`#inspector-panel-tab-${tab}`);
      await settled(page);
      await shot(page, `tab-${tab}`);
      assert.deepEqual(await axe(page), [], tab);
    }
  },
  'shots of the inspector in every theme': async ({ open, shot, axe, assert }) => {
    for (const theme of themes) {
      const page = await open({ theme });
      await page.waitForSelector('#row-23');
      await openSession(page, 23, 'token');
      await shot(page, `inspector-${theme}`);
      assert.deepEqual(await axe(page), [], theme);
    }
  },
  'shots of narrow editors': async ({ open, shot, axe, assert }) => {
    for (const width of [700, 460]) {
      const page = await open({ width, height: 860 });
      await page.waitForSelector('#row-12');
      await shot(page, `narrow-${width}`);
      assert.deepEqual(await axe(page), []);
      assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth > window.innerWidth), false);
      await openSession(page, 12, 'token');
      await shot(page, `narrow-${width}-inspector`);
      assert.deepEqual(await axe(page), []);
    }
  },
  'shots of the states': async ({ open, shot, axe, assert }) => {
    for (const state of ['loading', 'password', 'damaged', 'none', 'no-sync']) {
      for (const theme of ['dark', 'light']) {
        const page = await open({ state, theme, width: 900, height: 600 });
        await settled(page);
        await shot(page, `state-${state}-${theme}`);
        assert.deepEqual(await axe(page), [], `${state} ${theme}`);
      }
    }
    const page = await open({ width: 900, height: 600 });
    await page.waitForSelector('#row-12');
    await filter(page, 'host:edge.microsoft.com status:500');
    await shot(page, 'state-nothing');
    assert.match(await page.textContent('.ctr'), /status:500 matches none/);
    assert.deepEqual(await axe(page), []);
  },
  'shots of completion, mistakes, menus and forms': async ({ open, shot, axe, assert }) => {
    const page = await open();
    await page.waitForSelector('#row-12');
    await page.click('[role=combobox]');
    await page.keyboard.type('host:edge.microsoft.com,api.aadrm.com status:>=400 is:');
    await page.waitForSelector('[role=option]');
    await shot(page, 'completion');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Tab');
    assert.match(await page.inputValue('[role=combobox]'), /is:finding $/);
    await filter(page, 'edge');
    await filter(page, 'edge bogus:1');
    await shot(page, 'mistake');
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.getAttribute('[role=combobox]', 'aria-invalid'), 'true');
    assert.ok((await page.$$('.scroll [role=row]')).length > 0, 'the list keeps the last good result');
    await filter(page, '');
    await page.click('#row-13', { button: 'right' });
    await shot(page, 'menu');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await page.click('button[aria-label="Build a query"]');
    await shot(page, 'builder');
    assert.deepEqual(await axe(page), []);
  },
  statistics: async ({ open, shot, axe, assert }) => {
    for (const theme of themes) {
      const page = await open({ theme });
      await page.waitForSelector('#row-12');
      await page.evaluate(() => window.fake.act('statistics'));
      await page.waitForSelector('.stats');
      await shot(page, `statistics-${theme}`);
      assert.deepEqual(await axe(page), [], theme);
    }
  },
  German: async ({ open, shot }) => {
    const page = await open({ lang: 'de' });
    await page.waitForSelector('#row-23');
    await openSession(page, 23, 'token');
    await shot(page, 'german');
  },
  '100,000 rows stay 60 rows and 1,000 nodes': async ({ open, assert }) => {
    const page = await open({ count: 100_000, height: 1000 });
    await page.waitForSelector('#row-1');
    const count = () =>
      page.evaluate(() => {
        const grid = document.querySelector('.list');
        const walker = document.createTreeWalker(grid, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        let nodes = 0;
        while (walker.nextNode()) nodes += 1;
        return {
          rows: grid.querySelectorAll('.scroll [role=row]').length,
          nodes,
          active:
            document.getElementById(grid.querySelector('[role=grid]').getAttribute('aria-activedescendant')) !== null,
        };
      });
    for (const top of [0, 12_345, 900_000, 2_190_000, 1e9]) {
      await page.evaluate((to) => document.querySelector('.scroll').scrollTo(0, to), top);
      await settled(page);
      const now = await count();
      assert.ok(now.rows > 20 && now.rows <= 60, `${now.rows} rows at ${top}`);
      assert.ok(now.nodes <= 1000, `${now.nodes} nodes at ${top}`);
      assert.ok(now.active, `the active row is in the document at ${top}`);
    }
    await page.focus(list);
    await page.keyboard.press('End');
    await page.waitForSelector('#row-100000');
    assert.equal(await page.getAttribute('#row-100000', 'aria-rowindex'), '100001');
  },
  'a list above the height cap shows its last row': async ({ open, assert }) => {
    const page = await open({ count: 450_000 });
    await page.waitForSelector('#row-1');
    await page.focus(list);
    await page.keyboard.press('End');
    await page.waitForSelector('#row-450000');
    await settled(page);
    const inView = await page.evaluate(() => {
      const row = document.querySelector('#row-450000').getBoundingClientRect();
      const view = document.querySelector('.scroll').getBoundingClientRect();
      return row.top >= view.top && row.bottom <= view.bottom + 1;
    });
    assert.ok(inView);
    await page.keyboard.press('ArrowUp');
    await settled(page);
    assert.equal(await page.getAttribute('.lr.foc', 'id'), 'row-449999');
    await page.mouse.move(400, 500);
    const firstBefore = await page.evaluate(() =>
      Number(document.querySelector('.lr.foc').getBoundingClientRect().top),
    );
    await page.mouse.wheel(0, -44);
    await settled(page);
    const firstAfter = await page.evaluate(() => Number(document.querySelector('.lr.foc').getBoundingClientRect().top));
    assert.ok(Math.abs(firstAfter - firstBefore - 44) <= 2, `the wheel moves by pixels: ${firstAfter - firstBefore}`);
  },
  'keyboard alone: a row is reached, opened, its token read, a value revealed': async ({ open, assert }) => {
    const page = await open();
    await page.waitForSelector('#row-12');
    await page.evaluate(() => window.fake.act('focusList'));
    for (let i = 0; i < 4; i += 1) await page.evaluate(() => window.fake.act('nextFinding'));
    await settled(page);
    await page.evaluate(() => window.fake.act('previousFinding'));
    await settled(page);
    const focused = await page.getAttribute('.lr.foc', 'id');
    assert.match(focused, /^row-(21|23|31|41)$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.insp [role=tab]');
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'tab');
    for (
      let i = 0;
      i < 20 && (await page.evaluate(() => document.activeElement.id)) !== 'inspector-panel-tab-token';
      i += 1
    ) {
      await page.keyboard.press('ArrowRight');
    }
    await settled(page);
    assert.match(await page.textContent('#inspector-panel'), /Bearer token/);
    await page.focus('#inspector-panel .fg[role=grid]');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await page.textContent('.mask.open'), /revealed-value-of-t3/);
    const stored = await page.evaluate(() => JSON.stringify(window.fake.saved()) + document.title);
    assert.doesNotMatch(stored, /revealed/);
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.$('.mask.open'), null);
    await page.keyboard.press('Escape');
    await settled(page);
    assert.equal(await page.$('.insp'), null);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'grid');
  },
  'regions are walked, chain steps set the query, severities toggle': async ({ open, assert }) => {
    const page = await open();
    await page.waitForSelector('#row-12');
    const visited = [];
    for (let i = 0; i < 6; i += 1) {
      await page.evaluate(() => window.fake.act('nextRegion'));
      visited.push(
        await page.evaluate(() => document.activeElement.closest('[data-region]')?.getAttribute('data-region')),
      );
    }
    assert.deepEqual(new Set(visited), new Set(['toolbar', 'banner', 'chain', 'filter', 'list']));
    await listed(page, () => page.click('.step:nth-child(2) .t'));
    assert.equal(await page.inputValue('[role=combobox]'), 'chain:license');
    assert.equal((await page.$$('.scroll [role=row]')).length, 4);
    await listed(page, () => page.click('.step:nth-child(2) .t'));
    assert.equal(await page.inputValue('[role=combobox]'), '');
    await listed(page, () => page.click('.sev:nth-child(2)'));
    assert.equal((await page.$$('.scroll [role=row]')).length, 2);
  },
  'selection, copy, columns, sort and groups': async ({ open, assert, shot }) => {
    const page = await open();
    await page.waitForSelector('#row-12');
    await page.click('#row-12');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await settled(page);
    assert.equal((await page.$$('.lr.sel')).length, 3);
    await page.evaluate(() => window.fake.act('copySelection'));
    await settled(page);
    const copied = await page.evaluate(() => window.fake.seen.find((each) => each.method === 'copySessions').params);
    assert.deepEqual(copied.keys, [12, 13, 14]);
    await page.keyboard.press('Control+a');
    await settled(page);
    const contexts = await page.evaluate(
      () => window.fake.posted.filter((each) => 'context' in each).at(-1).context.selectedKeys,
    );
    assert.equal(contexts.split(',').length, 420);
    await listed(page, () => page.click('#head-9'));
    assert.equal(await page.getAttribute('#head-9', 'aria-sort'), 'ascending');
    await listed(page, () => page.click('#head-9'));
    await page.focus(list);
    await page.keyboard.press('Home');
    assert.equal(await page.getAttribute('.lr.foc', 'id'), 'row-33', 'the longest session comes first');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+F10');
    await page.waitForSelector('[role=menu]');
    await listed(page, () => page.click('text=Header x-ms-request-id'));
    assert.match(await page.textContent('#row-33'), /x-ms-request-id of 33/);
    await page.click('vscode-button[aria-label="Choose columns"]');
    await page.click('text=Add Header as Column...');
    await page.waitForSelector('form.builder input:focus');
    await page.keyboard.type('X-Edge-Ref');
    await listed(page, () => page.keyboard.press('Enter'));
    const asked = await page.evaluate(
      () => window.fake.seen.findLast((each) => each.method === 'list').params.query.columns,
    );
    assert.deepEqual(asked, ['x-ms-request-id', 'x-edge-ref']);
    await page.click('vscode-button[aria-label="More actions"]');
    await listed(page, () => page.click('text=Group by Host'));
    assert.ok((await page.$$('.lr.grp')).length >= 1);
    await shot(page, 'groups');
    const before = await page.evaluate(() => window.fake.seen.filter((each) => each.method === 'list').length);
    await listed(page, () => page.click('.lr.grp'));
    assert.ok((await page.evaluate(() => window.fake.seen.filter((each) => each.method === 'list').length)) > before);
    await page.reload();
    await page.waitForSelector('.lr.grp');
    assert.equal(await page.getAttribute('#head-9', 'aria-sort'), 'descending', 'the state survives a reload');
  },
  'a wrong password is told, the focus stays in the field': async ({ open, assert, shot }) => {
    const page = await open({ state: 'password', width: 900, height: 600 });
    await page.keyboard.type('secret');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await page.textContent('[role=alert]#password-error'), /Wrong password/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'password');
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify(window.fake.saved() ?? {})), /secret/);
    await shot(page, 'state-password-wrong');
  },
  'trees load children in steps and find marks matches': async ({ open, assert, shot }) => {
    const page = await open();
    await page.waitForSelector('#row-23');
    await page.evaluate(() => window.fake.post({ event: 'reveal', session: 41, tab: 'sync' }));
    await page.waitForSelector('[role=treegrid]');
    assert.equal(await page.getAttribute('.lr.foc', 'id'), 'row-41');
    await page.focus('[role=treegrid]');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.equal(await page.getAttribute('[role=treegrid] [aria-level="1"]', 'aria-expanded'), 'true');
    assert.equal((await page.$$('[role=treegrid] [aria-level="2"]')).length, 501);
    await page.click('text=/Show 500 more/');
    await settled(page);
    assert.equal((await page.$$('[role=treegrid] [aria-level="2"]')).length, 1001);
    await page.evaluate(() => window.fake.act('find'));
    await page.waitForSelector('.find input:focus');
    await page.keyboard.type('[7] entry');
    await settled(page);
    assert.equal((await page.textContent('.find [role=status]')).trim(), '1 of 1');
    await page.fill('.find input', 'entry');
    await settled(page);
    assert.equal((await page.textContent('.find [role=status]')).trim(), '1 of 1,000+');
    await shot(page, 'find');
    await page.click('#row-24');
    await settled(page);
    const [text, inList] = await page.evaluate(() => [
      document.querySelector('.find input').value,
      document.activeElement === document.querySelector('.grid'),
    ]);
    assert.deepEqual([text, inList], ['entry', true], 'another session leaves the text and the focus');
  },
};
