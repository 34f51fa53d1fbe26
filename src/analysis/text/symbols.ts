import type { Artifact } from '../../artifacts/artifact';
import type { Section } from '../../artifacts/dump/model';
import type { Span } from '../../artifacts/place';
import type { ShownText } from '../documents/shownText';
import { hideSecrets, hideSecretValue } from '../masking';
import type { SymbolView, TextAnalysisView } from '../views';
import type { Words } from '../words';

const maxRows = 5000;

/** The outline of an artifact: sections with their values, types, events, policies, log lines. */
export function symbolsOf(words: Words, artifact: Artifact, text: ShownText): SymbolView[] {
  const make = (
    name: string,
    detail: string,
    kind: SymbolView['kind'],
    span: Span,
    children: SymbolView[] = [],
  ): SymbolView => {
    const range = text.rangeOf(span);
    return {
      name: hideSecrets(words, name),
      detail: oneLine(hideSecretValue(words, name, detail)),
      kind,
      range,
      selection: range,
      children,
    };
  };
  const sections = (list: readonly Section[]) =>
    list.map((section) =>
      make(
        section.title ?? '…',
        '',
        'section',
        covering(
          section.span,
          section.stats.map(({ valueSpan }) => valueSpan),
        ),
        section.stats.map((stat) => make(stat.name, stat.value, 'stat', covering(stat.nameSpan, [stat.valueSpan]))),
      ),
    );
  switch (artifact.kind) {
    case 'sync-internals': {
      const types = artifact.types
        .slice(0, maxRows)
        .map((row) => make(row.name, row.message || row.state, 'type', row.span));
      const events = artifact.events
        .slice(0, maxRows)
        .map((event) => make(event.type, event.timeText, 'event', event.span));
      const nodes = artifact.nodes
        .slice(0, maxRows)
        .map((node) => make(node.fields[0] || node.dataType, node.dataType, 'node', node.span));
      return [
        ...sections(artifact.sections),
        ...group('Type Info', types),
        ...group('Log', events),
        ...group('Nodes', nodes),
      ];
    }
    case 'signin-internals':
      return sections(artifact.sections);
    case 'policy-export':
      return artifact.policies.map((policy) =>
        make(policy.name, policy.valueText, 'policy', covering(policy.nameSpan, [policy.valueSpan])),
      );
    case 'dsregcmd': {
      const bySection = new Map<string, SymbolView[]>();
      for (const { section, key, value, keySpan, valueSpan } of artifact.values) {
        const list = bySection.get(section) ?? [];
        list.push(make(key, value, 'stat', covering(keySpan, [valueSpan])));
        bySection.set(section, list);
      }
      return [...bySection].flatMap(([title, children]) => group(title || '-', children));
    }
    case 'powershell-output':
      return artifact.outputs.map((output) =>
        make(
          output.cmdlet ?? '…',
          oneLine(output.text),
          'section',
          output.span,
          output.properties.map((property) => make(property.name, property.value, 'stat', property.span)),
        ),
      );
    case 'edge-log':
      return artifact.lines
        .slice(0, maxRows)
        .map((line) => make(line.text || line.level, line.time, 'line', line.span));
    case 'aad-event':
      return artifact.events
        .slice(0, maxRows)
        .map((event) =>
          make(event.id === undefined ? event.level || '…' : String(event.id), event.text, 'event', event.span),
        );
    default:
      return [];
  }

  function group(title: string, children: SymbolView[]): SymbolView[] {
    const first = children[0];
    const last = children.at(-1);
    if (!first || !last) return [];
    return [
      {
        name: title,
        detail: String(children.length),
        kind: 'section',
        range: { start: first.range.start, end: last.range.end },
        selection: first.range,
        children,
      },
    ];
  }
}

/** Sections, Type Info rows as a whole, and events can be folded. */
export function foldingOf(artifact: Artifact, text: ShownText): TextAnalysisView['folding'] {
  const fold = (span: Span) => {
    const range = text.rangeOf({ start: span.start, end: Math.max(span.start, span.end - 1) });
    return { start: range.start.line, end: range.end.line };
  };
  const spans: Span[] = [];
  if (artifact.kind === 'sync-internals' || artifact.kind === 'signin-internals') {
    spans.push(...artifact.sections.map(({ span }) => span));
  }
  if (artifact.kind === 'sync-internals') {
    spans.push(...artifact.events.map(({ span }) => span));
    const [first] = artifact.types;
    const last = artifact.types.at(-1);
    if (first && last) spans.push(covering(first.span, [last.span]));
  }
  if (artifact.kind === 'powershell-output') spans.push(...artifact.outputs.map(({ span }) => span));
  return spans.map(fold).filter(({ start, end }) => end > start);
}

function covering(first: Span, others: readonly Span[]): Span {
  let { start, end } = first;
  for (const span of others) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
