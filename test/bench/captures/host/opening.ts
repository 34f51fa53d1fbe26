import * as vscode from 'vscode';
import { closeAll, fileNamed, ok, openWith } from '../../../host/support';
import { TAG } from '../../../vscode/mocha/entry.mjs';

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

describe("the extension host's thread", () => {
  it('is free while large captures open', async () => {
    await settled();
    // The first file loads the host, too.
    for (const pattern of [/first\.saz$/, /second\.saz$/, /\.har$/]) {
      const uri = await fileNamed(pattern);
      const viewType = pattern.source.includes('har') ? 'edgeSync.captureOption' : 'edgeSync.capture';
      let sessions = 0;
      const { block, work, took } = await longestBlock(async () => {
        const view = await openWith(uri, viewType);
        if (view.editor === 'capture') sessions = view.total;
      });
      ok(sessions > 1000, `${uri.path} opened with ${sessions} sessions`);
      const { size } = await vscode.workspace.fs.stat(uri);
      print(
        `${uri.path.replace(/^.*\//, '')}, ${Math.round(size / 1e6)} MB, ${sessions} sessions in ${took.toFixed(0)} ms: ` +
          `longest block ${block.toFixed(0)} ms, at work ${work.toFixed(0)} ms (goal 50 ms, ${block <= 50 ? 'met' : 'MISSED'})`,
      );
      await closeAll();
    }
    const idle = await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 2000)));
    print(`nothing opens, ${idle.took.toFixed(0)} ms: longest block ${idle.block.toFixed(0)} ms`);
  });
});
