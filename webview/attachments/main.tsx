import './attachments.css';
import { render } from 'preact';
import type { OpenedView } from '../../src/analysis/protocol';
import { editorApi } from '../ui/api';
import { cell } from '../ui/cell';
import { Rpc } from '../ui/rpc';
import { SavedState } from '../ui/store';
import { setStrings } from '../ui/strings';
import { App } from './App';
import { defaultState } from './state';

/** Starts the attachment list: asks the host what to show, then draws. */
async function start(root: HTMLElement): Promise<void> {
  const api = editorApi();
  const rpc = new Rpc((message) => api.postMessage(message));
  window.addEventListener('message', (event) => rpc.receive(event.data));
  const saved = new SavedState(api, defaultState);
  window.addEventListener('pagehide', () => saved.flush());
  const view = cell<OpenedView | undefined>(undefined);
  rpc.on('opened', (event) => view.set(event.view));
  const given = await rpc.request('ready', null);
  setStrings(given.strings, given.language);
  document.documentElement.lang = given.language;
  render(<App rpc={rpc} start={given} saved={saved} view={view} />, root);
}

const root = document.getElementById('app');
if (root) void start(root);
