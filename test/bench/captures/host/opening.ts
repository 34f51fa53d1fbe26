import * as vscode from 'vscode';
import { closeAll, fileNamed, ok, openWith } from '../../../host/support';
import { TAG } from '../../../vscode/mocha/entry.mjs';
import { quiet } from '../quiet';

function print(text: string): void {
  console.log(`${TAG}${JSON.stringify({ type: 'line', text })}`);
}

interface Blocks {
  /** Longest time in which nothing else ran on this thread, in milliseconds. */
  readonly block: number;
  /** The same in time that the thread was at work: without what other processes took from it. */
  readonly work: number;
  readonly took: number;
}

/** Newer versions of Node tell what a thread itself used, in microseconds. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };

function atWork(): number {
  const { user, system } = threadCpuUsage?.() ?? { user: Number.NaN, system: 0 };
  return (user + system) / 1000;
}

/** Looks as often as it can at how long the thread was held up while `work` was under way. */
async function longestBlock(work: () => Promise<unknown>): Promise<Blocks> {
  const started = performance.now();
  let last = { wall: started, work: atWork() };
  let longest = { block: 0, work: 0 };
  const look = (): void => {
    const now = { wall: performance.now(), work: atWork() };
    longest = {
      block: Math.max(longest.block, now.wall - last.wall),
      work: Math.max(longest.work, now.work - last.work),
    };
    last = now;
  };
  const ticks = setInterval(look, 1);
  try {
    await work();
    // What the end of the work left on the thread counts, too.
    await new Promise((resolve) => setTimeout(resolve, 50));
    look();
  } finally {
    clearInterval(ticks);
  }
  return { ...longest, took: performance.now() - started };
}

/** Waits until VS Code has done what it does at its own start: nothing held the thread up for a while. */
async function settled(): Promise<void> {
  const calm = () => longestBlock(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  while ((await calm()).block > 20);
}

const rounds = 5;

interface Opening extends Blocks {
  readonly sessions: number;
}

function verdict(block: number): string {
  return `(goal 50 ms, ${block <= 50 ? 'met' : 'MISSED'})`;
}

async function opening(uri: vscode.Uri): Promise<Opening> {
  let sessions = 0;
  const blocks = await longestBlock(async () => {
    const view = await openWith(uri, uri.path.endsWith('.har') ? 'edgeSync.captureOption' : 'edgeSync.capture');
    if (view.editor === 'capture') sessions = view.total;
  });
  ok(sessions > 1000, `${uri.path} opened with ${sessions} sessions`);
  await closeAll();
  return { ...blocks, sessions };
}

describe("the extension host's thread", () => {
  it('is free while large captures open', async () => {
    await settled();
    const files = await Promise.all([fileNamed(/first\.saz$/), fileNamed(/second\.saz$/), fileNamed(/\.har$/)]);
    const openings: Opening[][] = files.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, uri] of files.entries()) openings[index]?.push(await opening(uri));
    }
    // What the thread itself did counts in full; by the clock it waits for other processes, too.
    const work = Math.max(...openings.flat().map((one) => one.work));
    print(
      `at work in its longest block, all ${openings.flat().length} openings: ${work.toFixed(0)} ms ${verdict(work)}`,
    );
    // It loads the host, too, and cannot be repeated.
    const first = openings[0]?.shift();
    print(
      `the first opening of all: longest block ${first?.block.toFixed(0)} ms, at work ${first?.work.toFixed(0)} ms`,
    );
    for (const [index, uri] of files.entries()) {
      const { size } = await vscode.workspace.fs.stat(uri);
      const all = openings[index] ?? [];
      const blocks = all.map(({ block }) => block);
      print(
        `${uri.path.replace(/^.*\//, '')}, ${Math.round(size / 1e6)} MB, ${all[0]?.sessions} sessions in ` +
          `${quiet(all.map(({ took }) => took)).toFixed(0)} ms: longest block ${quiet(blocks).toFixed(0)} ms ` +
          `${verdict(quiet(blocks))}, all: ${blocks.map((block) => block.toFixed(0)).join(', ')}`,
      );
    }
    const idle = await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 2000)));
    print(`nothing opens, ${idle.took.toFixed(0)} ms: longest block ${idle.block.toFixed(0)} ms`);
  });
});
