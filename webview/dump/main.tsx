import './dump.css';
import { render } from 'preact';
import type { OpenedView, WebviewMessage } from '../../src/analysis/protocol';
import { editorApi } from '../ui/api';
import { cell } from '../ui/cell';
import { Rpc } from '../ui/rpc';
import { SavedState } from '../ui/store';
import { setStrings } from '../ui/strings';
import { registerToolbar } from '../ui/Toolbar';
import { App, type RevealRequest } from './App';
import { defaultState } from './state';

/** Starts the dump editor: asks the host what to show, then draws; everything later is an event. */
async function start(root: HTMLElement): Promise<void> {
  const api = editorApi();
  const rpc = new Rpc((message) => api.postMessage(message));
  window.addEventListener('message', (event) => rpc.receive(event.data));
  const saved = new SavedState(api, defaultState);
  window.addEventListener('pagehide', () => saved.flush());
  const view = cell<OpenedView | undefined>(undefined);
  const reveal = cell<RevealRequest | undefined>(undefined);
  rpc.on('opened', (event) => view.set(event.view));
  rpc.on('reveal', (event: Extract<WebviewMessage, { event: 'reveal' }>) => reveal.set({ finding: event.finding }));
  const given = await rpc.request('ready', null);
  setStrings(given.strings, given.language);
  document.documentElement.lang = given.language;
  registerToolbar();
  render(<App rpc={rpc} start={given} saved={saved} view={view} reveal={reveal} />, root);
}

const root = document.getElementById('app');
if (root) void start(root);
