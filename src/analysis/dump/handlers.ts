import type { Dump } from '../../artifacts/dump/model';
import { type TimelineEntry, timelineOf } from '../../artifacts/dump/timeline';
import type { Span } from '../../artifacts/place';
import type { Handlers, ServiceContext } from '../context';
import { findingViews } from '../findingViews';
import { JsonTree } from '../jsonTree';
import { hideSecrets, type Secret, secretsIn, valueView } from '../masking';
import type { OpenArtifact } from '../store';
import type { EventView, FieldView, MarkName, NodeView, SearchHit } from '../views';
import { entitySecrets, isContent } from './entitySpans';
import { eventStory } from './eventStory';
import { EvidenceMarks, markOf } from './marks';
import { nodeFieldNames, nodeFlags, nodeTitle } from './nodes';
import { type NodeLine, nodeTree, openLines } from './nodeTree';

type DumpHandlers = Pick<Handlers, 'events' | 'eventProto' | 'nodes' | 'search'>;

/** Questions about dumps: the protocol log, the nodes, search over everything. */
export function dumpHandlers(context: ServiceContext): DumpHandlers {
  return {
    events: ({ ref, from, to, filter }) => {
      const { entry, dump } = dumpOf(context, ref);
      const marks = marksOf(context, entry, dump);
      const wanted = (filter ?? '').trim().toLowerCase();
      const timeline = timelineFor(dump);
      const matching = wanted ? timeline.filter((entry) => textOf(entry).includes(wanted)) : timeline;
      return {
        total: matching.length,
        events: matching.slice(from, to).map((entry) => eventView(context, marks, dump, entry)),
      };
    },
    eventProto: ({ ref, index }) => {
      const { entry, dump } = dumpOf(context, ref);
      const tree = new JsonTree(dump.events[index]?.proto ?? {}, (path, name, text, around) =>
        isEntityContent(path) && text
          ? entry.secrets.chip(
              `proto:${index}:${path}`,
              context.words.t('analysis.mask.entity'),
              text.length,
              () => text,
            )
          : valueView(context.words, entry.secrets, `proto:${index}:${path}`, name, text, around),
      );
      const id = `proto:${index}`;
      entry.trees.set(id, tree);
      return { tree: id, roots: tree.roots };
    },
    nodes: ({ ref, type, filter, from, to, closed }) => {
      const { entry, dump } = dumpOf(context, ref);
      const wanted = filter.trim().toLowerCase();
      const lines = nodeTree(dump, type);
      // Matches of a filter are a flat list: their parents need not match.
      const matching = wanted
        ? lines
            .filter(({ node }) => node.fields.join('\n').toLowerCase().includes(wanted))
            .map((line) => ({ ...line, level: 1, children: 0 }))
        : openLines(lines, new Set(closed));
      return {
        total: matching.length,
        count: wanted ? matching.length : lines.length,
        nodes: matching.slice(from, to).map((line) => nodeView(context, entry, dump, line)),
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

interface NumberedEntry extends TimelineEntry {
  /** Position in {@link Dump.events}. */
  readonly index: number;
}

const timelines = new WeakMap<Dump, readonly NumberedEntry[]>();

/** The protocol log in order of time, each entry with its number in the dump. */
function timelineFor(dump: Dump): readonly NumberedEntry[] {
  const known = timelines.get(dump);
  if (known) return known;
  const numbers = new Map(dump.events.map((event, index) => [event, index]));
  const made = timelineOf(dump).map((entry) => ({ ...entry, index: numbers.get(entry.event) ?? 0 }));
  timelines.set(dump, made);
  return made;
}

function textOf({ event, fields }: TimelineEntry): string {
  return [event.timeText, event.type, event.details, ...fields.map(({ name, value }) => `${name} ${value}`)]
    .join('\n')
    .toLowerCase();
}

function eventView(context: ServiceContext, marks: EvidenceMarks, dump: Dump, entry: NumberedEntry): EventView {
  const { event, index, direction, fields, elapsed } = entry;
  const { words } = context;
  const finding = marks.at(event.span);
  const { start } = dump.source.rangeOf(event.detailsSpan);
  const offset = dump.taken?.offset ?? 0;
  const mark = finding ? markOf(finding.severity) : resultMark(entry);
  const timeline = timelineFor(dump);
  const story = eventStory(words, timeline, timeline.indexOf(entry), finding !== undefined);
  const reason = [finding?.title, story].filter(Boolean).join('. ');
  return {
    index,
    timeText: event.time === undefined ? event.timeText : words.moment(event.time, offset, 3),
    type: event.type,
    details: marks.value(words, '', event.details, event.detailsSpan),
    line: start.line,
    hasProto: event.proto !== undefined && event.proto !== null,
    place: marks.place(event.detailsSpan),
    direction,
    fields: fields.map(({ name, value }) => ({ name, value: marks.value(words, name, value, event.span) })),
    ...(elapsed === undefined ? {} : { elapsedText: words.t('analysis.elapsed', { time: words.duration(elapsed) }) }),
    ...(mark ? { mark } : {}),
    ...(reason ? { reason } : {}),
    ...(finding ? { finding: finding.id } : {}),
  };
}

/** Mark of a response by its outcome, where no finding says more. */
function resultMark({ result }: TimelineEntry): MarkName | undefined {
  if (!result) return undefined;
  if (result.kind === 'success') return 'passed';
  return result.kind === 'neutral' ? 'note' : 'warning';
}

/** Specifics and names of synced items: content, not protocol. */
function isEntityContent(path: string): boolean {
  return /\/(specifics|name|non_unique_name|server_specifics)(\/|$)/i.test(path);
}

function nodeView(context: ServiceContext, entry: OpenArtifact, dump: Dump, line: NodeLine): NodeView {
  const { words } = context;
  const { node, index, level, children } = line;
  const chip = (id: string, text: string) =>
    entry.secrets.chip(`node:${index}:${id}`, words.t('analysis.mask.entity'), text.length, () => text);
  const fields: FieldView[] = [];
  for (const [at, name] of nodeFieldNames.entries()) {
    const text = node.fields[at] ?? '';
    if (!text) continue;
    const content = name === 'SPECIFICS' || name === 'SERVER_SPECIFICS';
    fields.push({ name, value: content && isContent(text) ? chip(name, text) : { text } });
  }
  const range = dump.source.rangeOf(node.span);
  return {
    index,
    title: nodeTitle(node, words.t('analysis.typeRoot')),
    fields,
    level,
    children,
    flags: nodeFlags
      .filter(([at]) => node.fields[at] === 'true')
      .map(([, name]) => words.t(`analysis.nodeFlag.${name}`)),
    line: range.start.line,
    place: { artifact: entry.id, layers: [], range },
  };
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
  // A dump of one line has all its hits there: each line is looked at once.
  const lines = new Map<number, string | undefined>();
  const masked = (number: number, line: string) => {
    if (!lines.has(number)) {
      const start = source.offsetAt({ line: number, character: 0 });
      const content =
        artifact.kind === 'sync-internals' ? entitySecrets(artifact, { start, end: start + line.length }) : [];
      lines.set(number, maskedLine(context, line, content));
    }
    return lines.get(number);
  };
  const sections = artifact.kind === 'sync-internals' ? artifact.sections : [];
  const nodes = artifact.kind === 'sync-internals' ? artifact.nodes : [];
  for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + wanted.length)) {
    total++;
    if (hits.length >= limit) continue;
    const span: Span = { start: at, end: at + wanted.length };
    const range = source.rangeOf(span);
    const section = sections.find((one) => one.span.start <= at && at < one.span.end);
    const node = nodes.find((one) => one.span.start <= at && at < one.span.end);
    const line = source.lineText(range.start.line);
    // Content of synced items and secrets are not shown by searching for a part of them.
    const hidden = node ? nodeTitle(node, context.words.t('analysis.typeRoot')) : masked(range.start.line, line);
    hits.push({
      line: range.start.line,
      start: hidden === undefined ? range.start.character : 0,
      end: hidden === undefined ? range.start.character + wanted.length : 0,
      preview: hidden ?? line.slice(0, 400),
      where:
        node?.dataType ?? section?.title ?? context.words.t('analysis.line', { line: String(range.start.line + 1) }),
      place: { artifact: entry.id, layers: [], range },
    });
  }
  return { total, hits };
}

/** A line with its secrets replaced by chips; undefined when it has none. */
function maskedLine(context: ServiceContext, line: string, content: readonly Secret[]): string | undefined {
  const secrets = [...content, ...secretsIn(line)];
  if (secrets.length === 0) return undefined;
  return hideSecrets(context.words, line, secrets).slice(0, 400);
}
