import type { Methods, OpenedView, WebviewMessage, WebviewRequest } from '../../../src/analysis/protocol';
import type { CaptureView, ListEntry, ListQuery, ListResult, SessionRowView } from '../../../src/analysis/views';
import { ui as german } from '../../../src/text/de/ui';
import { ui as english } from '../../../src/text/en/ui';
import { chain, findings, neverAsked } from './findings';
import { captureEnd, captureStart, sessions } from './sessions';
import { childrenOf, openFor, sessionView, tabView } from './tabs';

/*
 * Stands in for the host and the service on a plain page. What is shown comes from the address:
 * ?count=420&state=open|waiting|loading|password|damaged|none|no-sync&lang=en|de
 */
const options = new URLSearchParams(location.search);
const mode = options.get('state') ?? 'open';
const rows = sessions(mode === 'damaged' ? 412 : Number(options.get('count') ?? 420));
const language = options.get('lang') === 'de' ? 'de' : 'en';

let entries: ListEntry[] = [];
let groupedBy: ListQuery['group'];
/** Questions that are not answered yet. */
let pending = 0;
const seen: { method: string; params: unknown }[] = [];
const posted: unknown[] = [];

const capture: CaptureView = {
  id: 'contoso',
  name: 'contoso-adele-edge.saz',
  kind: 'capture',
  form: 'saz',
  formText: 'Fiddler session archive',
  bytes: 18_400_000,
  summary: '',
  problems:
    mode === 'damaged'
      ? [
          {
            code: 'zip-cut',
            text: 'The archive is cut at byte 18,743,296; sessions 413 to 420 are lost.',
            place: { artifact: 'contoso', layers: [] },
          },
        ]
      : [],
  writer: 'Fiddler Everywhere',
  total: rows.length,
  password: mode === 'password' ? 'needed' : 'none',
  timeText: '22 Nov 2026 09:12:04 to 09:14:31 (UTC+1)',
  spanText: '09:12:04 to 09:14:31',
  firstStart: captureStart,
  lastEnd: captureEnd,
  quality:
    mode === 'damaged'
      ? [
          { mark: 'warning', text: 'Opened 412 of 420 sessions.' },
          { mark: 'warning', text: 'The archive is cut at byte 18,743,296; sessions 413 to 420 are lost.' },
        ]
      : mode === 'no-sync'
        ? []
        : [
            { mark: 'warning', text: 'Capture usable with gaps.' },
            {
              mark: 'warning',
              text: '38 of 420 sessions are tunnels without decryption; 2 bodies end at 1,048,576 bytes; client clock 3 s behind the server.',
              query: 'is:tunnel',
              queryText: 'Show the 40 sessions',
            },
          ],
  recordingHelp: {
    url: 'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-troubleshoot-enterprise-sync#basic-troubleshooting-steps',
    title: 'Diagnose and fix Microsoft Edge sync issues',
  },
  chain: mode === 'no-sync' ? neverAsked : chain,
  findings: mode === 'no-sync' ? [] : findings,
  severities: { error: 1, warning: 3, information: 2, hint: 0 },
  fields: [
    { name: 'host', description: 'host name' },
    { name: 'status', description: 'HTTP status' },
    { name: 'has', description: 'what the session carries' },
    { name: 'is', description: 'what the session is' },
  ],
};

function matchesPart(row: SessionRowView, part: string): boolean {
  if (part.startsWith('-')) return !matchesPart(row, part.slice(1));
  const [field, wanted = ''] = part.split(/:(.*)/s);
  const values = wanted.replace(/"/g, '').split(',');
  switch (field) {
    case 'host':
      return values.some((each) => row.host.includes(each));
    case 'status':
      return values.some((each) =>
        each.startsWith('>=') ? row.status >= Number(each.slice(2)) : String(row.status) === each,
      );
    case 'process':
      return row.process.startsWith(wanted);
    case 'is':
      if (wanted === 'finding') return row.reason !== undefined;
      if (wanted === 'tunnel') return row.tunnel;
      return wanted === 'sync'
        ? row.sid >= 12 && row.host !== 'www.contoso.example' && row.host !== 'config.edge.skype.com'
        : false;
    case 'chain':
      return chain.find((step) => step.step === wanted)?.sessions.includes(row.key) ?? false;
    default:
      return `${row.url} ${row.reason?.text ?? ''}`.toLowerCase().includes(part.toLowerCase());
  }
}

function list(query: ListQuery): ListResult {
  const bad = query.query.match(/(?:^|\s)(bogus:\S*)/);
  if (bad) {
    const start = query.query.indexOf(bad[1] ?? '');
    return {
      entries: 0,
      matches: 0,
      total: rows.length,
      error: { text: 'There is no field "bogus".', start, end: start + 6 },
    };
  }
  const parts = query.query.split(/\s+/).filter(Boolean);
  let found = rows.filter((row) => parts.every((part) => matchesPart(row, part)));
  if (query.severities) {
    const wanted = query.severities.map((severity) => (severity === 'information' ? 'note' : severity));
    found = found.filter((row) => row.reason && wanted.some((mark) => mark === row.reason?.mark));
  }
  const { sort } = query;
  if (sort) {
    const of = (row: SessionRowView) =>
      sort.column === 'duration' ? (row.duration ?? 0) : sort.column === 'size' ? row.responseBytes : row.sid;
    found = [...found].sort((a, b) => (of(a) - of(b)) * (sort.descending ? -1 : 1));
  }
  entries = [];
  groupedBy = query.group;
  const push = (row: SessionRowView) => {
    const extra = query.columns
      ? { extra: Object.fromEntries(query.columns.map((name) => [name, `${name} of ${row.sid}`])) }
      : {};
    const whole = { ...row, ...extra };
    entries.push({ type: 'session', row: whole });
    if (row.reason) entries.push({ type: 'reason', row: whole });
  };
  if (query.group) {
    const groups = new Map<string, SessionRowView[]>();
    for (const row of found) {
      const title = query.group === 'host' ? row.host : row.process;
      groups.set(title, [...(groups.get(title) ?? []), row]);
    }
    for (const [title, members] of groups) {
      const collapsed = query.collapsed?.includes(title) ?? false;
      entries.push({
        type: 'group',
        title,
        count: members.length,
        mark: members.find((row) => row.mark)?.mark,
        collapsed,
      });
      if (!collapsed) members.forEach(push);
    }
  } else found.forEach(push);
  return {
    entries: entries.length,
    matches: found.length,
    total: rows.length,
    keys: Uint32Array.from(entries, (entry) => (entry.type === 'group' ? 0 : entry.row.key)),
    marks: entries
      .flatMap((entry, at) => (entry.type === 'session' && entry.row.mark ? [{ entry: at, mark: entry.row.mark }] : []))
      .slice(0, 2000),
    ...(found.length === 0
      ? { parts: parts.map((text) => ({ text, matches: rows.filter((row) => matchesPart(row, text)).length })) }
      : {}),
  };
}

type Answers = { readonly [M in keyof Methods]?: (params: Methods[M][0]) => Methods[M][1] };

const rowOf = (key: number): SessionRowView => {
  const row = rows[key - 1];
  if (!row) throw new Error(`no session ${key}`);
  return row;
};

const answers: Answers = {
  list: ({ query }) => list(query),
  entries: ({ from, to }) => entries.slice(from, to),
  locate: ({ key }) => entries.findIndex((entry) => entry.type === 'session' && entry.row.key === key),
  groupOf: ({ key }) => {
    if (!entries.some((entry) => entry.type === 'group')) return null;
    return groupedBy === 'host' ? rowOf(key).host : rowOf(key).process;
  },
  nextFinding: ({ key, direction }) => {
    const found = entries.flatMap((entry) => (entry.type === 'session' && entry.row.reason ? [entry.row.key] : []));
    const next = direction > 0 ? found.find((each) => each > key) : found.findLast((each) => each < key);
    return next ?? -1;
  },
  complete: ({ query, offset }) => {
    const start = query.lastIndexOf(' ', offset - 1) + 1;
    const word = query.slice(start, offset);
    const all = word.startsWith('is:')
      ? ([
          ['is:finding', 'explained by at least one rule', 4],
          ['is:repeat', 'same request and answer as an earlier session', 3],
          ['is:sync', 'part of the sync chain', 4],
          ['is:tunnel', 'content not decrypted', 0],
        ] as const)
      : ([
          ['host:', 'host name', undefined],
          ['status:', 'HTTP status', undefined],
          ['is:', 'what the session is', undefined],
        ] as const);
    return {
      start,
      end: offset,
      items: all
        .filter(([label]) => label.startsWith(word))
        .map(([label, detail, count]) => ({ label, insert: label, detail, ...(count === undefined ? {} : { count }) })),
    };
  },
  session: ({ key }) => sessionView(rowOf(key)),
  tab: ({ key, tab }) => tabView(rowOf(key), tab),
  body: ({ part, shape }) => ({
    part,
    title: part,
    detail: '',
    notes: [],
    best:
      shape === 'hex'
        ? {
            shape: 'hex',
            offset: 0,
            total: 64,
            lines: [
              '00000000  7b 22 43 6f 64 65 22 3a  22 4e 6f 74 53 69 67 6e  {"Code":"NotSign',
              '00000010  65 64 55 70 45 78 63 65  70 74 69 6f 6e 22 7d 0a  edUpException"}.',
            ],
          }
        : { shape: 'text', text: 'plain text', language: 'text' },
    others: ['hex'],
  }),
  message: ({ index }) => ({
    part: 'request',
    title: `Message ${index}`,
    detail: '',
    notes: [],
    best: { shape: 'text', text: `{"id":${index}}`, language: 'json' },
    others: ['hex'],
  }),
  children: ({ node, from, to }) => childrenOf(node, from, to),
  findInTree: ({ text }) => ({ open: openFor(text), whole: true }),
  reveal: ({ id }) => `revealed-value-of-${id}`,
  copySessions: ({ keys, format }) => `${format} of ${keys.length}`,
  report: () => '## Finding',
  statistics: () => ({
    groups: [
      {
        title: 'Traffic',
        rows: [
          { name: 'Tunnels not decrypted', value: { text: '38 of 420 (9 %)' } },
          { name: 'Bytes received', value: { text: '18,400,112' } },
        ],
      },
    ],
    hosts: [
      { host: 'edge.microsoft.com', count: 212, failed: 1, bytes: 9_112_000, slowest: 1240 },
      { host: 'api.aadrm.com', count: 5, failed: 5, bytes: 918, slowest: 212 },
    ],
    statuses: [
      { status: 200, text: '200', count: 401 },
      { status: 400, text: '400', count: 4 },
      { status: 401, text: '401', count: 1 },
      { status: 404, text: '404', count: 1 },
    ],
    buckets: Array.from({ length: 98 }, (_, at) => ({
      start: at * 1500,
      count: 2 + ((at * 7) % 9),
      failed: at % 17 === 0 ? 1 : 0,
      bytes: 1000 * ((at * 13) % 29),
    })),
    bucketMs: 1500,
    hostCount: 2,
    clock: ['09:12:04', '09:13:18', '09:14:31'],
  }),
};

const opened: OpenedView =
  mode === 'none'
    ? {
        editor: 'none',
        name: 'notes.txt',
        bytes: 812,
        message: 'The first bytes are plain text without a request line.',
        lookedFor: ['Fiddler session archive', 'HAR', 'NetLog'],
      }
    : { editor: 'capture', ...capture };

function post(message: WebviewMessage): void {
  window.postMessage(message, '*');
}

function answer(request: WebviewRequest): void {
  posted.push(request);
  if (!('id' in request)) return;
  const { id, method, params } = request;
  seen.push({ method, params });
  const reply = (result: unknown) => post({ id, result });
  switch (method) {
    case 'ready':
      reply({
        strings: language === 'de' ? german : english,
        language,
        name: mode === 'none' ? 'notes.txt' : capture.name,
        ref: { uri: 'file:///contoso.saz' },
      });
      if (mode === 'loading') post({ event: 'progress', done: 262, total: 420, text: '', task: 'reading' });
      else if (mode !== 'waiting') post({ event: 'opened', view: opened });
      return;
    case 'password':
      reply({ ...opened, password: 'wrong' });
      return;
    case 'reload':
      reply(opened);
      return;
    case 'savedQueries':
      reply([]);
      return;
    case 'openLink':
    case 'copy':
    case 'showText':
    case 'command':
      reply(null);
      return;
  }
  const run = answers[method] as ((params: unknown) => unknown) | undefined;
  if (run) reply(run(params));
  else post({ id, error: { code: 'unsupported', text: `not part of this page: ${method}` } });
}

let saved: unknown = JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: WebviewRequest) => {
      pending += 1;
      setTimeout(() => {
        answer(structuredClone(message));
        pending -= 1;
      }, 0);
    },
    getState: () => saved,
    setState: (state: unknown) => {
      saved = state;
      sessionStorage.setItem('state', JSON.stringify(state));
    },
  }),
  fake: {
    seen,
    posted,
    pending: () => pending,
    saved: () => saved,
    act: (action: string, args?: unknown[]) => post({ event: 'action', action, ...(args ? { args } : {}) }),
    post,
    /** Says that the file is open, which `state=waiting` leaves to the check. */
    open: () => post({ event: 'opened', view: opened }),
  },
});
