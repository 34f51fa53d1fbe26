import * as vscode from 'vscode';
import { closeAll, fileNamed, ok, openWith, write } from './support';

describe('bad input', () => {
  afterEach(closeAll);

  it('says what was looked for in a file that is nothing of ours', async () => {
    const view = await openWith(
      await write('bad-nothing.txt', 'dear support, it does not work\n'),
      'edgeSync.dumpOption',
    );
    ok(view.editor === 'none', view.editor);
    ok(view.message.length > 0 && view.lookedFor.length > 0, JSON.stringify(view));
  });

  it('says that a file is empty', async () => {
    for (const [name, viewType] of [
      ['bad-empty.saz', 'edgeSync.capture'],
      ['bad-empty.txt', 'edgeSync.dumpOption'],
    ] as const) {
      const view = await openWith(await write(name, ''), viewType);
      ok(view.editor === 'none' && view.message.length > 0, `${name}: ${JSON.stringify(view).slice(0, 300)}`);
    }
  });

  it('shows what a cut archive still holds, and says so', async () => {
    const whole = await vscode.workspace.fs.readFile(await fileNamed(/contoso.*\.saz$|^(?!.*bad-).*\.saz$/));
    const uri = await write('bad-cut.saz', whole.subarray(0, Math.floor(whole.length * 0.6)));
    const view = await openWith(uri, 'edgeSync.capture');
    ok(view.editor === 'capture', view.editor === 'none' ? view.message : view.editor);
    ok(view.problems.length > 0, 'no word about the damage');
  });

  it('survives bytes of any kind', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) & 255);
    const view = await openWith(await write('bad-noise.saz', noise), 'edgeSync.capture');
    ok(view.editor === 'capture' && view.total === 0, JSON.stringify(view).slice(0, 300));
    ok(
      view.problems.some(({ code }) => code === 'saz-not-zip'),
      'it is not said why',
    );
  });
});
