import type { ArtifactRef, OpenedView } from '../../src/analysis/protocol';
import type { AnalysisService } from '../../src/analysis/service';
import type { InspectorTab } from '../../src/analysis/views';

/** Takes everything that the service says, with a name for it. */
export type Say = (shown: unknown, where: string) => void;

export const inspectorTabs: readonly InspectorTab[] = [
  'overview',
  'headers',
  'cookies',
  'query',
  'body',
  'token',
  'license',
  'sync',
  'messages',
  'timing',
  'certificates',
  'raw',
];

/** Beginnings of queries that are completed by values of the capture. */
const completed = [
  ...['comment:', 'path:', 'host:', 'user:', 'aud:', 'type:', 'process:', 'cookie:'],
  ...['cookie', 'authorization', 'x-api-key', 'referer', 'sync-token'].map((name) => `reqheader.${name}:`),
  ...['set-cookie', 'location', 'www-authenticate'].map((name) => `header.${name}:`),
];

/** Asks the service everything that an editor, the text side and commands ask about one open file. */
export async function everyView(on: AnalysisService, ref: ArtifactRef, opened: OpenedView, say: Say): Promise<void> {
  say(opened, 'open');
  if (opened.editor === 'none') return;
  say(await on.call('findings', { ref }), 'findings');
  say(await on.call('markers', { ref }), 'markers');
  say(await on.call('timeline', { refs: [ref] }), 'timeline');
  for (const format of ['markdown', 'html', 'sarif', 'customer'] as const) {
    say(await on.call('report', { refs: [ref], format }), `report as ${format}`);
  }
  if (opened.editor !== 'attachments') say(await on.call('compare', { a: ref, b: ref }), 'comparison');
  if (opened.editor === 'capture') await captureViews(on, ref, say);
  if (opened.editor === 'dump') await dumpViews(on, ref, say);
  for (const text of ['SecretValue9', 'refresh_token']) {
    if (opened.editor === 'dump' || opened.editor === 'neighbor') {
      say(await on.call('search', { ref, text, limit: 500 }), `search for ${text}`);
    }
  }
}

/** A virtual document: its text, what the editor shows about it, and a hover at every few characters. */
export async function everyHover(
  on: AnalysisService,
  document: { readonly ref: ArtifactRef; readonly session?: number; readonly part?: string },
  say: Say,
): Promise<string> {
  const { text, missing } = await on.call('virtualDocument', document);
  const where = `${document.session ?? ''} ${document.part ?? 'session'}`;
  say(missing ?? text, `document ${where}`);
  const uri = `edge-sync:/${JSON.stringify(document)}`;
  say(await on.call('analyzeVirtual', { ...document, uri, version: 1 }), `analysis ${where}`);
  for (const [line, content] of text.split(/\r\n|\r|\n/).entries()) {
    const step = Math.max(8, Math.floor(content.length / 24));
    for (let character = 0; character <= content.length; character += step) {
      say(await on.call('hover', { uri, version: 1, line, character }), `hover ${where} ${line + 1}:${character}`);
    }
  }
  return text;
}

async function captureViews(on: AnalysisService, ref: ArtifactRef, say: Say): Promise<void> {
  const view = 'all';
  const columns = ['set-cookie', 'location', 'request:cookie', 'request:authorization', 'request:x-api-key'];
  const { entries } = await on.call('list', { ref, view, query: { query: '', columns } });
  const rows = await on.call('entries', { ref, view, from: 0, to: entries });
  say(rows, 'rows');
  const keys = [...new Set(rows.flatMap((entry) => (entry.type === 'group' ? [] : [entry.row.key])))];
  for (const query of completed) {
    say(await on.call('complete', { ref, query, offset: query.length }), `completion of ${query}`);
  }
  say(await on.call('list', { ref, view, query: { query: 'body:SecretValue9' } }), 'filter');
  say(await on.call('statistics', { ref }), 'statistics');
  for (const format of ['text', 'url', 'curl', 'powershell', 'har', 'raw'] as const) {
    say(await on.call('copySessions', { ref, keys, format }), `copy as ${format}`);
  }
  for (const key of keys) {
    say(await on.call('session', { ref, key }), `session ${key}`);
    for (const tab of inspectorTabs) {
      const shown = await on.call('tab', { ref, key, tab });
      say(shown, `session ${key}, ${tab}`);
      await treesOf(on, ref, shown, say, `session ${key}, ${tab}`);
    }
    for (const part of ['request', 'response'] as const) {
      for (const shape of ['tree', 'fields', 'text', 'hex'] as const) {
        const shown = await on.call('body', { ref, key, part, shape });
        const where = `session ${key}, ${part} as ${shape}`;
        say(shown.best.shape === 'hex' ? { ...shown, read: asciiOf(shown.best.lines) } : shown, where);
        await treesOf(on, ref, shown, say, where);
      }
    }
    const parts = [undefined, 'request.body', 'response.body', 'token', 'license', 'sync', 'entry'];
    for (const part of parts) await everyHover(on, { ref, session: key, ...(part ? { part } : {}) }, say);
  }
}

/** What a reader makes of the columns of a hex view: the bytes as text, by their numbers and by the column on the right. */
function asciiOf(lines: readonly string[]): readonly string[] {
  const bytes = lines.map((line) => line.slice(10, 57).replace(/\s/g, '')).join('');
  return [Buffer.from(bytes, 'hex').toString('latin1'), lines.map((line) => line.slice(59)).join('')];
}

async function dumpViews(on: AnalysisService, ref: ArtifactRef, say: Say): Promise<void> {
  const { events } = await on.call('events', { ref, from: 0, to: 1000 });
  say(events, 'events');
  say(await on.call('events', { ref, from: 0, to: 1000, filter: 'secretvalue9' }), 'filtered events');
  for (const { index } of events) {
    const shown = await on.call('eventProto', { ref, index });
    say(shown, `message ${index}`);
    await treesOf(on, ref, shown, say, `message ${index}`);
  }
  for (const type of ['Bookmarks', 'Preferences']) {
    for (const filter of ['', 'secret']) {
      say(await on.call('nodes', { ref, type, filter, from: 0, to: 1000 }), `nodes ${type}`);
    }
  }
}

/** Every node of every tree that a view names. */
async function treesOf(on: AnalysisService, ref: ArtifactRef, shown: unknown, say: Say, where: string): Promise<void> {
  if (typeof shown !== 'object' || shown === null) return;
  if (
    'tree' in shown &&
    typeof shown.tree === 'string' &&
    shown.tree &&
    'roots' in shown &&
    Array.isArray(shown.roots)
  ) {
    const open = (shown.roots as { id: string }[]).map(({ id }) => id);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const children = await on.call('children', { ref, tree: shown.tree, node, from: 0, to: 500 });
      say(children, `${where}, below ${node}`);
      open.push(...children.nodes.flatMap(({ id, hasChildren }) => (hasChildren ? [id] : [])));
    }
  }
  for (const value of Object.values(shown)) await treesOf(on, ref, value, say, where);
}
