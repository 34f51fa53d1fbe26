import type { Dump, DumpNode, ProtocolEvent } from '../../artifacts/dump/model';
import type { Span } from '../../artifacts/place';
import { findingViews } from '../findingViews';
import { JsonTree } from '../jsonTree';
import type { Handlers, ServiceContext } from '../service';
import type { OpenArtifact } from '../store';
import type { EventView, FieldView, NodeView, SearchHit } from '../views';
import { EvidenceMarks, markOf } from './dumpView';
import { nodeFieldNames, nodeTitle } from './nodes';

type DumpHandlers = Pick<Handlers, 'events' | 'eventProto' | 'nodes' | 'search'>;

/** Questions about dumps: the protocol log, the nodes, search over everything. */
export function dumpHandlers(context: ServiceContext): DumpHandlers {
  return {
    events: ({ ref, from, to, filter }) => {
      const { entry, dump } = dumpOf(context, ref);
      const marks = marksOf(context, entry, dump);
      const wanted = (filter ?? '').trim().toLowerCase();
      const numbered = dump.events.map((event, index) => ({ event, index }));
      const matching = wanted
        ? numbered.filter(({ event }) => `${event.type}\n${event.details}`.toLowerCase().includes(wanted))
        : numbered;
      return {
        total: matching.length,
        events: matching.slice(from, to).map(({ event, index }) => eventView(context, marks, dump, event, index)),
      };
    },
    eventProto: ({ ref, index }) => {
      const { entry, dump } = dumpOf(context, ref);
      const tree = new JsonTree(dump.events[index]?.proto ?? {}, (path, _name, text) =>
        isEntityContent(path) && text
          ? entry.secrets.chip(
              `proto:${index}:${path}`,
              context.words.t('analysis.mask.entity'),
              text.length,
              () => text,
            )
          : { text },
      );
      const id = `proto:${index}`;
      entry.trees.set(id, tree);
      return { tree: id, roots: tree.roots };
    },
    nodes: ({ ref, type, filter, from, to }) => {
      const { entry, dump } = dumpOf(context, ref);
      const wanted = filter.trim().toLowerCase();
      const matching = dump.nodes
        .map((node, index) => ({ node, index }))
        .filter(({ node }) => node.dataType === type)
        .filter(({ node }) => !wanted || node.fields.join('\n').toLowerCase().includes(wanted));
      return {
        total: matching.length,
        nodes: matching.slice(from, to).map(({ node, index }) => nodeView(context, entry, node, index)),
      };
    },
    search: ({ ref, text, limit }) => search(context, context.store.get(ref), text, limit),
  };
}

function dumpOf(context: ServiceContext, ref: OpenArtifact['ref']): { entry: OpenArtifact; dump: Dump } {
  const entry = context.store.get(ref);
  if (entry.artifact.kind !== 'sync-internals') throw new Error('not a dump');
  return { entry, dump: entry.artifact };
}

const marksCache = new WeakMap<OpenArtifact, EvidenceMarks>();

function marksOf(context: ServiceContext, entry: OpenArtifact, dump: Dump): EvidenceMarks {
  const known = marksCache.get(entry);
  if (known) return known;
  const made = new EvidenceMarks(entry, dump, findingViews(context, entry.artifacts).all(entry.diagnosis));
  marksCache.set(entry, made);
  return made;
}

function eventView(
  context: ServiceContext,
  marks: EvidenceMarks,
  dump: Dump,
  event: ProtocolEvent,
  index: number,
): EventView {
  const finding = marks.at(event.span);
  const { start } = dump.source.rangeOf(event.detailsSpan);
  const offset = dump.taken?.offset ?? 0;
  return {
    index,
    timeText: event.time === undefined ? event.timeText : context.words.moment(event.time, offset, 3),
    type: event.type,
    details: event.details,
    line: start.line,
    hasProto: event.proto !== undefined && event.proto !== null,
    place: marks.place(event.detailsSpan),
    ...(finding ? { mark: markOf(finding.severity), reason: finding.title } : {}),
  };
}

/** Specifics and names of synced items: content, not protocol. */
function isEntityContent(path: string): boolean {
  return /\/(specifics|name|non_unique_name|server_specifics)(\/|$)/i.test(path);
}

function nodeView(context: ServiceContext, entry: OpenArtifact, node: DumpNode, index: number): NodeView {
  const { words } = context;
  const chip = (id: string, text: string) =>
    entry.secrets.chip(`node:${index}:${id}`, words.t('analysis.mask.entity'), text.length, () => text);
  const fields: FieldView[] = [];
  for (const [at, name] of nodeFieldNames.entries()) {
    const text = node.fields[at] ?? '';
    if (!text) continue;
    const content = name === 'SPECIFICS' || name === 'SERVER_SPECIFICS';
    fields.push({ name, value: content && text !== 'REDACTED' ? chip(name, text) : { text } });
  }
  return { index, title: nodeTitle(node, words.t('analysis.typeRoot')), fields };
}

/** Finds a text everywhere in the file, regardless of case; counts all hits, returns the first `limit`. */
function search(
  context: ServiceContext,
  entry: OpenArtifact,
  text: string,
  limit: number,
): { total: number; hits: SearchHit[] } {
  const { artifact } = entry;
  const wanted = text.toLowerCase();
  if (!wanted || !('source' in artifact) || !artifact.source) return { total: 0, hits: [] };
  const { source } = artifact;
  const haystack = source.text.toLowerCase();
  const hits: SearchHit[] = [];
  let total = 0;
  const sections = artifact.kind === 'sync-internals' ? artifact.sections : [];
  for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + wanted.length)) {
    total++;
    if (hits.length >= limit) continue;
    const span: Span = { start: at, end: at + wanted.length };
    const range = source.rangeOf(span);
    const section = sections.find((one) => one.span.start <= at && at < one.span.end);
    hits.push({
      line: range.start.line,
      start: range.start.character,
      end: range.start.character + wanted.length,
      preview: source.lineText(range.start.line).slice(0, 400),
      where: section?.title ?? context.words.t('analysis.line', { line: String(range.start.line + 1) }),
      place: { artifact: entry.id, layers: [], range },
    });
  }
  return { total, hits };
}
