import './compare.css';
import { render } from 'preact';
import { editorApi } from '../ui/api';
import { Rpc } from '../ui/rpc';
import { SavedState } from '../ui/store';
import { setStrings } from '../ui/strings';
import { registerToolbar } from '../ui/Toolbar';
import { App, type CompareState } from './App';

const defaultState: CompareState = { closed: [], swapped: false };

/** Starts the comparison page: the host names the two files, everything else is asked for. */
async function start(root: HTMLElement): Promise<void> {
  const api = editorApi();
  const rpc = new Rpc((message) => api.postMessage(message));
  window.addEventListener('message', (event) => rpc.receive(event.data));
  const saved = new SavedState(api, defaultState);
  window.addEventListener('pagehide', () => saved.flush());
  const given = await rpc.request('ready', null);
  setStrings(given.strings, given.language);
  document.documentElement.lang = given.language;
  registerToolbar();
  render(<App rpc={rpc} start={given} saved={saved} />, root);
}

const root = document.getElementById('app');
if (root) void start(root);
