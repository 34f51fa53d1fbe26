import type { SessionPart } from '../../../artifacts/capture/model';
import {
  explainSyncMessage,
  progressWords,
  type SyncMessage,
  type SyncNode,
  typeText,
} from '../../../decoders/syncMessage';
import type { Secrets } from '../../secrets';
import type { Tree } from '../../tree';
import type { CheckView, FieldGroup, FieldView, MarkName, TabView, TreeNodeView } from '../../views';
import type { Words } from '../../words';
import type { WideTabContext } from './context';

type SyncTab = Extract<TabView, { tab: 'sync' }>;

const marks: Readonly<Record<'passed' | 'warning' | 'failed' | 'note', MarkName>> = {
  passed: 'passed',
  warning: 'warning',
  failed: 'error',
  note: 'note',
};

/** The sync messages of request and response: what they say, and all fields as a tree. */
export function syncTab(context: WideTabContext): SyncTab {
  const { content, entry, words, secrets } = context;
  const parts = (['request', 'response'] as const).flatMap((part) => {
    const message = content.body(part).sync;
    if (!message) return [];
    const id = `sync:${content.session.key}:${part}`;
    const tree = new SyncTree(message, id, words, secrets);
    entry.trees.set(id, tree);
    const explained = explainSyncMessage(message, words.language);
    const title = `${words.t(`analysis.part.${part}`)}: ${words.render(explained.title)}`;
    const checks = explained.notes.map(
      ({ verdict, message: note }): CheckView => ({ label: '', mark: marks[verdict], text: words.render(note) }),
    );
    return [{ title, checks, groups: groupsOf(words, message, part), tree: id, roots: tree.roots }];
  });
  return { tab: 'sync', messages: parts };
}

function groupsOf(words: Words, message: SyncMessage, part: SessionPart): FieldGroup[] {
  const { language } = words;
  const facts: FieldView[] = [];
  const add = (name: string, text: string | undefined, mark?: MarkName) => {
    if (text) facts.push({ name, value: { text }, ...(mark ? { mark } : {}) });
  };
  add('message_contents', message.message);
  add('error_code', message.errorCode?.name, message.errorCode?.name === 'SUCCESS' ? 'passed' : 'warning');
  add('error_message', message.errorMessage);
  add('error_type', message.error?.type.name, 'error');
  add('action', message.error?.action.name);
  add('error_description', message.error?.description);
  add('store_birthday', message.storeBirthday);
  add('get_updates_origin', message.getUpdatesOrigin?.name);
  const types: FieldView[] = message.entities.map(({ type, entities, deleted, encrypted }) => ({
    name: typeText(type, language),
    value: { text: words.number(entities) },
    meaning: words.t('analysis.entityCounts', { deleted, encrypted }),
  }));
  const progress: FieldView[] = message.progress.map((marker) => ({
    name: typeText(marker.type, language),
    value: { text: words.render(progressWords(marker, language)) },
  }));
  const entries: FieldView[] = message.entryResponses.slice(0, 500).map(({ type, errorMessage }, index) => ({
    name: `#${index + 1}`,
    value: { text: type.name },
    mark: type.name === 'SUCCESS' ? 'passed' : 'warning',
    ...(errorMessage ? { meaning: errorMessage } : {}),
  }));
  const commands: FieldView[] = message.clientCommands.map(({ name, value }) => ({ name, value: { text: value } }));
  return [
    { title: words.t('analysis.syncFacts'), rows: facts },
    { title: words.t('analysis.syncTypes'), rows: types },
    { title: words.t(part === 'request' ? 'analysis.syncHolds' : 'analysis.syncProgress'), rows: progress },
    { title: words.t('analysis.syncEntries'), rows: entries },
    { title: words.t('analysis.syncCommands'), rows: commands },
  ].filter(({ rows }) => rows.length);
}

/** Fields of a sync message as a tree-table; children are decoded when a node opens. */
class SyncTree implements Tree {
  readonly roots: readonly TreeNodeView[];

  constructor(
    private readonly message: SyncMessage,
    private readonly id: string,
    private readonly words: Words,
    private readonly secrets: Secrets,
  ) {
    this.roots = message.children().map((node) => this.view(node));
  }

  children(node: string, from: number, to: number): { total: number; nodes: readonly TreeNodeView[] } {
    const all = this.message.children(node);
    return { total: all.length, nodes: all.slice(from, to).map((child) => this.view(child)) };
  }

  private view(node: SyncNode): TreeNodeView {
    const value = node.secret
      ? this.secrets.chip(`${this.id}:${node.id}`, this.words.t('analysis.mask.entity'), node.length, () =>
          this.message.reveal(node.id),
        )
      : { text: node.text };
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
