import './capture.css';
import { render } from 'preact';
import type { OpenedView } from '../../src/analysis/protocol';
import { editorApi } from '../ui/api';
import { cell } from '../ui/cell';
import { Rpc } from '../ui/rpc';
import { SavedState } from '../ui/store';
import { setStrings } from '../ui/strings';
import { registerToolbar } from '../ui/Toolbar';
import { App, type Progress, type RevealRequest } from './App';
import { defaultState, withoutSecrets } from './state';

/** Starts the capture editor: asks the host what to show, then draws; everything later is an event. */
async function start(root: HTMLElement): Promise<void> {
  const api = editorApi();
  const rpc = new Rpc((message) => api.postMessage(message));
  window.addEventListener('message', (event) => rpc.receive(event.data));
  const saved = new SavedState(api, defaultState, withoutSecrets);
  window.addEventListener('pagehide', () => saved.flush());
  // Events may arrive before the first drawing: what they say is kept outside of it.
  const view = cell<OpenedView | undefined>(undefined);
  const progress = cell<Progress | undefined>(undefined);
  const search = cell<Progress | undefined>(undefined);
  const reveal = cell<RevealRequest | undefined>(undefined);
  rpc.on('reveal', reveal.set);
  rpc.on('opened', (event) => {
    progress.set(undefined);
    view.set(event.view);
  });
  rpc.on('progress', ({ done, total, text, task }) => {
    (task === 'searching' ? search : progress).set(total > 0 && done >= total ? undefined : { done, total, text });
  });
  const given = await rpc.request('ready', null);
  setStrings(given.strings, given.language);
  document.documentElement.lang = given.language;
  registerToolbar();
  render(<App {...{ rpc, saved, view, progress, search, reveal }} start={given} />, root);
}

const root = document.getElementById('app');
if (root) void start(root);
