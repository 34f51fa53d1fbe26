import './capture.css';
import { render } from 'preact';
import { editorApi } from '../ui/api';
import { Rpc } from '../ui/rpc';
import { SavedState } from '../ui/store';
import { setStrings } from '../ui/strings';
import { registerToolbar } from '../ui/Toolbar';
import { App } from './App';
import { defaultState } from './state';

/** Starts the capture editor: asks the host what to show, then draws; everything later is an event. */
async function start(root: HTMLElement): Promise<void> {
  const api = editorApi();
  const rpc = new Rpc((message) => api.postMessage(message));
  window.addEventListener('message', (event) => rpc.receive(event.data));
  const saved = new SavedState(api, defaultState);
  window.addEventListener('pagehide', () => saved.flush());
  // Events may arrive before the first drawing; the last of each is kept for it.
  const early: { view?: unknown } = {};
  const stop = rpc.on('opened', ({ view }) => {
    early.view = view;
  });
  const given = await rpc.request('ready', null);
  setStrings(given.strings, given.language);
  document.documentElement.lang = given.language;
  registerToolbar();
  stop();
  render(<App rpc={rpc} start={given} saved={saved} early={early.view as never} />, root);
}

const root = document.getElementById('app');
if (root) void start(root);
