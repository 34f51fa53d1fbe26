// Figures of the session list with 100,000 rows: from the data to the painted list, and frame times while scrolling
// beside those of an empty scroll in the same browser.
import { launchChromium } from '../vscode/lib/chromium.mjs';
import { buildPages, opener } from './build.mjs';

const count = 100_000;
/** Pages opened anew to see how soon the list is painted: what else the machine does only ever adds. */
const paintRounds = 9;

/** Runs in the page: frame times in ms while an element is scrolled by 120 px per frame. */
async function frameTimes(selector) {
  const element = document.querySelector(selector);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  let before = await frame();
  for (let at = 0; at < 250; at += 1) {
    element.scrollTop += 120;
    const now = await frame();
    if (at >= 10) times.push(now - before);
    before = now;
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)], max: times.at(-1) };
}

/** Runs in the page before its scripts: when the first rows arrived, and when they were painted. */
function watchPaint() {
  const isRows = (result) => Array.isArray(result) && result.some(({ type }) => type === 'session');
  window.addEventListener('message', (event) => {
    if (window.arrived === undefined && isRows(event.data?.result)) {
      window.arrived = performance.now();
      // Runs in the frame that paints the rows; the message comes when that frame is done.
      const look = () => {
        if (!document.querySelector('.scroll [data-key]')) return requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          window.painted = performance.now();
        };
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }
  });
}

/** Prints each figure on a line; resolves to false when nodes or rows exceed their limits. */
export async function measureList(print) {
  await buildPages();
  const browser = await launchChromium();
  try {
    const problems = [];
    const open = opener(browser, problems, watchPaint);
    const paints = [];
    let page;
    for (let round = 0; round < paintRounds; round += 1) {
      await page?.close();
      page = await open({ count, height: 900 });
      await page.waitForFunction(() => window.painted !== undefined);
      paints.push(await page.evaluate(() => window.painted - window.arrived));
    }
    paints.sort((a, b) => a - b);
    await page.waitForTimeout(500);
    const nodes = await page.evaluate(() => {
      const grid = document.querySelector('.list');
      const walker = document.createTreeWalker(grid, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      let all = 0;
      while (walker.nextNode()) all += 1;
      return { all, rows: grid.querySelectorAll('.scroll [role=row]').length };
    });
    const scrolled = await page.evaluate(frameTimes, '.scroll');
    await page.evaluate(() => {
      const box = document.createElement('div');
      box.id = 'empty';
      box.innerHTML = '<div></div>';
      box.style.cssText = 'position:fixed;inset:0;overflow:auto;z-index:99';
      box.firstChild.style.height = '2200000px';
      document.body.append(box);
    });
    const empty = await page.evaluate(frameTimes, '#empty');
    print(`rows in the document      ${nodes.rows} (at most 60)`);
    print(`nodes in the document     ${nodes.all} (at most 1,000)`);
    const [quiet, middle] = [0.25, 0.5].map((part) => paints[Math.floor(paints.length * part)].toFixed(1));
    print(`data to painted list      ${quiet} ms (lower quartile of ${paintRounds}; median ${middle} ms; goal 50)`);
    print(
      `scroll p50/p95/max        ${scrolled.p50.toFixed(1)} / ${scrolled.p95.toFixed(1)} / ${scrolled.max.toFixed(1)} ms`,
    );
    print(`empty scroll p50/p95/max  ${empty.p50.toFixed(1)} / ${empty.p95.toFixed(1)} / ${empty.max.toFixed(1)} ms`);
    print(`scroll p95 to empty p95   ${(scrolled.p95 / empty.p95).toFixed(2)} (goal 1.5)`);
    for (const problem of problems) print(problem);
    return problems.length === 0 && nodes.rows <= 60 && nodes.all <= 1000;
  } finally {
    await browser.close();
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await measureList(console.log)) ? 0 : 1;
