import type { ArtifactRef, OpenedView, WebviewMessage, WebviewRequest } from '../../../src/analysis/protocol';
import { AnalysisService } from '../../../src/analysis/service';
import { webPlatform } from '../../../src/platform/web';
import { ui as german } from '../../../src/text/de/ui';
import { ui as english } from '../../../src/text/en/ui';

/*
 * Stands in for VS Code on a plain page: the real analysis service in the page itself, the file from the page's
 * `givenFile`, everything that would concern VS Code kept in `seen`. ?lang=de shows German, ?slow=1 never opens.
 */
interface Given {
  readonly name: string;
  readonly base64: string;
}

const given = (globalThis as unknown as { givenFile: Given }).givenFile;
const options = new URLSearchParams(location.search);
const language = options.get('lang') === 'de' ? 'de' : 'en';
const seen: { method: string; params: unknown }[] = [];
const ref: ArtifactRef = { uri: `file:///case/${given.name}` };
const service = new AnalysisService({ platform: webPlatform }, () => undefined);
let saved: unknown;

function post(message: WebviewMessage): void {
  window.postMessage(message, '*');
}

async function open(): Promise<OpenedView> {
  await service.call('configure', { language, options: {} });
  const bytes = Uint8Array.from(atob(given.base64), (character) => character.charCodeAt(0));
  return service.call('open', { ref, name: given.name, source: { type: 'bytes', bytes }, stamp: 1 });
}

async function answer(method: string, params: unknown): Promise<unknown> {
  switch (method) {
    case 'ready':
      return { strings: language === 'de' ? german : english, language, name: given.name, ref };
    case 'reload':
      return open();
    case 'savedQueries':
      return [];
    case 'openLink':
    case 'copy':
    case 'showText':
    case 'command':
      seen.push({ method, params });
      return null;
    default:
      return service.call(method as 'open', { ...(params as object | null), ref });
  }
}

async function receive(message: WebviewRequest): Promise<void> {
  if (!('id' in message)) return;
  try {
    const result = await answer(message.method, message.params);
    post({ id: message.id, result });
  } catch (error) {
    post({ id: message.id, error: { code: 'unreadable', text: String(error) } });
  }
  if (message.method !== 'ready') return;
  if (options.has('slow')) post({ event: 'progress', done: 3, total: 8, text: 'reading 3 of 8', task: 'reading' });
  else post({ event: 'opened', view: await open() });
}

Object.assign(globalThis, {
  seen,
  acquireVsCodeApi: () => ({
    postMessage: (message: WebviewRequest) => void receive(message),
    getState: () => saved,
    setState: (state: unknown) => {
      saved = state;
    },
  }),
  act: (action: string) => post({ event: 'action', action }),
});
