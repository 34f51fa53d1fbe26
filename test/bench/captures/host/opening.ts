import * as vscode from 'vscode';
import { closeAll, fileNamed, ok, openWith } from '../../../host/support';
import { TAG } from '../../../vscode/mocha/entry.mjs';

function print(text: string): void {
  console.log(`${TAG}${JSON.stringify({ type: 'line', text })}`);
}

/** Longest time, in milliseconds, in which nothing else ran on this thread while `work` was under way. */
async function longestBlock(work: () => Promise<unknown>): Promise<{ block: number; took: number }> {
  const started = performance.now();
  let last = started;
  let block = 0;
  const look = (): void => {
    const now = performance.now();
    block = Math.max(block, now - last);
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
  return { block, took: performance.now() - started };
}

describe("the extension host's thread", () => {
  it('is free while large captures open', async () => {
    // The first file loads the host, too.
    for (const pattern of [/first\.saz$/, /second\.saz$/, /\.har$/]) {
      const uri = await fileNamed(pattern);
      const viewType = pattern.source.includes('har') ? 'edgeSync.captureOption' : 'edgeSync.capture';
      let sessions = 0;
      const { block, took } = await longestBlock(async () => {
        const view = await openWith(uri, viewType);
        if (view.editor === 'capture') sessions = view.total;
      });
      ok(sessions > 1000, `${uri.path} opened with ${sessions} sessions`);
      const { size } = await vscode.workspace.fs.stat(uri);
      print(
        `${uri.path.replace(/^.*\//, '')}, ${Math.round(size / 1e6)} MB, ${sessions} sessions in ${took.toFixed(0)} ms: ` +
          `longest block ${block.toFixed(0)} ms (goal 50 ms, ${block <= 50 ? 'met' : 'MISSED'})`,
      );
      await closeAll();
    }
    const idle = await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 2000)));
    print(`nothing opens, ${idle.took.toFixed(0)} ms: longest block ${idle.block.toFixed(0)} ms`);
  });
});
