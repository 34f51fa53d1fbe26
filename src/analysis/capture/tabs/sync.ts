import type { SessionPart } from '../../../artifacts/capture/model';
import {
  explainNeighbor,
  explainSyncMessage,
  progressCell,
  type SyncDataType,
  type SyncExplanation,
  type SyncMessage,
  type SyncNode,
  type TypeCount,
  type TypeProgress,
  typeName,
} from '../../../decoders/syncMessage';
import type { MessageKey } from '../../../text';
import { hideSecrets } from '../../masking';
import type { Secrets } from '../../secrets';
import type { Tree } from '../../tree';
import type { CheckView, FieldView, MarkName, TableView, TabView, TreeNodeView } from '../../views';
import type { Words } from '../../words';
import { requestsByVector, type SessionName } from '../vectors';
import type { WideTabContext } from './context';
import { syncFacts } from './syncFacts';

type SyncTab = Extract<TabView, { tab: 'sync' }>;

const marks: Readonly<Record<'passed' | 'warning' | 'failed' | 'note', MarkName>> = {
  passed: 'passed',
  warning: 'warning',
  failed: 'error',
  note: 'note',
};

/** The sync messages of request and response: what they say, and all fields as a tree. */
export async function syncTab(context: WideTabContext): Promise<SyncTab> {
  const { content, capture, entry, words, secrets } = context;
  const isTied = content.request.sync?.debugEvents.some((event) => event.correlationVector !== undefined);
  const vectors = isTied ? await requestsByVector(capture) : new Map<string, SessionName>();
  const parts = (['request', 'response'] as const).flatMap((part) => {
    const message = content.body(part).sync;
    if (!message) return [];
    const id = `sync:${content.session.key}:${part}`;
    const tree = new SyncTree(message, id, words, secrets);
    entry.trees.set(id, tree);
    const explained = explainSyncMessage(message, words.language);
    const title = `${words.t(`analysis.part.${part}`)}: ${words.render(explained.title)}`;
    const table = typeTable(words, message, part);
    return [
      {
        title,
        detail: detailOf(context, message, part),
        // What the table says of each type needs no sentence besides.
        checks: checksOf(
          words,
          explained.notes.filter(({ message: { key } }) => !inGroups.has(key) && (!table || !inTable.has(key))),
        ),
        groups: syncFacts(words, message, vectors),
        ...(table ? { table } : {}),
        tree: id,
        roots: tree.roots,
      },
    ];
  });
  return { tab: 'sync', messages: parts.length ? parts : await neighborMessages(context) };
}

/** Notes that say of one data type what its row says. */
const inTable: ReadonlySet<MessageKey> = new Set([
  'sync.entityCount',
  'sync.progress',
  'sync.progressFirst',
  'sync.progressOpaque',
]);

/** Notes that the groups of facts say in full. */
const inGroups: ReadonlySet<MessageKey> = new Set(['sync.debugTie', 'sync.device']);

function checksOf(words: Words, notes: SyncExplanation['notes']): CheckView[] {
  return notes.map(({ verdict, message }) => ({ label: '', mark: marks[verdict], text: words.render(message) }));
}

/** "ClientToServerResponse · 1,872 bytes · gzip · 9,604 bytes decoded · 0 unknown fields". */
function detailOf({ content, words }: WideTabContext, message: SyncMessage, part: SessionPart): string {
  const { stored, layers } = content.body(part).body;
  const wrapped = [...layers.slice(1), ...message.layers];
  const decoded = message.bytes.length;
  return [
    message.schemaName,
    words.t('analysis.bytes', { count: stored.length }),
    wrapped.join(', '),
    decoded === stored.length ? '' : words.t('analysis.decodedBytes', { count: decoded }),
    words.t('sync.detailUnknown', { count: message.unknownFields }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The data types that a message speaks of: what it carries of each, and how far the client or the server is. */
function typeTable(words: Words, message: SyncMessage, part: SessionPart): TableView | undefined {
  const rows = new Map<number, { count?: TypeCount; marker?: TypeProgress; type: SyncDataType }>();
  for (const marker of message.progress) rows.set(marker.type.id, { marker, type: marker.type });
  for (const count of message.entities) {
    rows.set(count.type.id, { ...rows.get(count.type.id), count, type: count.type });
  }
  if (rows.size === 0) return undefined;
  const hasEntities = message.entities.length > 0;
  const hasProgress = message.progress.length > 0;
  const text = (title: MessageKey) => ({ title: words.t(title), kind: 'text' as const });
  const number = (title: MessageKey) => ({ title: words.t(title), kind: 'number' as const });
  return {
    title: words.t('sync.tableTitle'),
    detail: words.t(hasProgress ? 'sync.tableDetailTimes' : 'sync.tableDetail', { count: rows.size }),
    columns: [
      text('sync.columnType'),
      { title: words.t('sync.columnId'), kind: 'code' },
      ...(hasEntities
        ? [number('sync.columnEntities'), number('sync.columnDeleted'), number('sync.columnEncrypted')]
        : []),
      ...(hasProgress ? [text(part === 'request' ? 'sync.columnHolds' : 'sync.columnProgress')] : []),
      ...(hasProgress && part === 'request' ? [text('sync.columnWhy')] : []),
    ],
    rows: [...rows.values()].map(({ type, count, marker }) => ({
      cells: [
        words.render(typeName(type)),
        String(type.id),
        ...(hasEntities ? [count?.entities, count?.deleted, count?.encrypted].map((n) => words.number(n ?? 0)) : []),
        ...(hasProgress ? [marker ? words.render(progressCell(marker)) : ''] : []),
        ...(hasProgress && part === 'request' ? [whyText(marker)] : []),
      ],
    })),
  };
}

/** Why the client asks for a type: the counters that are not zero. */
function whyText(marker: TypeProgress | undefined): string {
  return (marker?.triggers ?? [])
    .filter(({ value }) => value !== '0' && value !== '' && value !== 'false')
    .map(({ name, value }) => (value === 'true' ? name : `${name} ${value}`))
    .join(', ');
}

/** Requests that belong to sync without being sync commands: push registration, home cloud, diagnostic check... */
async function neighborMessages({ content, capture, words }: WideTabContext): Promise<SyncTab['messages']> {
  const { session, request, response } = content;
  const pushed = session.isWebSocket ? await capture.webSocketMessages(session.key) : [];
  const found = explainNeighbor(
    session.host,
    session.path,
    {
      request: request.body.bytes,
      response: response.body.bytes,
      messages: pushed.filter(({ direction }) => direction === 'server').map(({ bytes }) => bytes),
      ...(session.started === undefined ? {} : { time: session.started }),
    },
    words.language,
  );
  if (!found) return [];
  const rows = found.fields.map(
    ({ name, value, isSecret }): FieldView => ({
      name,
      value: isSecret ? { text: `•••••• ${words.t('analysis.mask.channel')}` } : { text: hideSecrets(words, value) },
    }),
  );
  return [
    {
      title: words.render(found.title),
      checks: checksOf(words, found.notes),
      groups: rows.length ? [{ title: words.t('analysis.syncFacts'), rows }] : [],
      tree: '',
      roots: [],
    },
  ];
}

/** As many fields stand side by side without a root. */
const maxRoots = 500;
const wholeMessage = 'message';

/** Fields of a sync message as a tree-table; children are decoded when a node opens. */
class SyncTree implements Tree {
  readonly roots: readonly TreeNodeView[];

  constructor(
    private readonly message: SyncMessage,
    private readonly id: string,
    private readonly words: Words,
    private readonly secrets: Secrets,
  ) {
    this.roots = message.childCount() > maxRoots ? [this.root()] : this.pageOf(undefined, 0, maxRoots);
  }

  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] } {
    const parent = node === wholeMessage ? undefined : node;
    return { total: this.message.childCount(parent), nodes: this.pageOf(parent, from, to) };
  }

  private pageOf(parent: string | undefined, from: number, to: number): TreeNodeView[] {
    return this.message.children(parent, from, to - from).map((child) => this.view(child));
  }

  /** The message itself as a node, below which its fields come step by step. */
  private root(): TreeNodeView {
    const name = this.message.schemaName;
    return { id: wholeMessage, name, type: 'message', value: { text: '' }, meaning: '', hasChildren: true, offset: 0 };
  }

  private view(node: SyncNode): TreeNodeView {
    const value = node.secret
      ? this.secrets.chip(`${this.id}:${node.id}`, this.words.t('analysis.mask.entity'), node.length, () =>
          this.message.reveal(node.id),
        )
      : { text: node.text, ...(node.isIdentity ? { personal: true as const } : {}) };
    return {
      id: node.id,
      name: node.name,
      type: node.type,
      value,
      meaning: node.meaning.map((message) => this.words.render(message)).join(' · '),
      hasChildren: node.hasChildren,
      number: node.number,
      offset: node.range.byteStart,
    };
  }
}
