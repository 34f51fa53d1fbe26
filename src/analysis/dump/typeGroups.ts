import type { DataTypeStatus, Dump } from '../../artifacts/dump/model';
import type { Place, Span } from '../../artifacts/place';
import type { DumpView, FindingView, MarkName } from '../views';
import type { Words } from '../words';

type TypeGroup = DumpView['typeGroups'][number];

/** Type Info grouped by what is wrong: rows that share one message stand together, the gravest group first. */
export function typeGroupsOf(
  words: Words,
  dump: Dump,
  findingAt: (span: Span) => FindingView | undefined,
  placeOf: (span: Span) => Place,
): TypeGroup[] {
  const groups = new Map<string, DataTypeStatus[]>();
  for (const row of dump.types) {
    const key = `${row.status}\n${row.message.trim()}`;
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  const made = [...groups.values()].map((rows) => groupView(words, rows, findingAt, placeOf));
  return made.sort((a, b) => markOrder.indexOf(a.mark) - markOrder.indexOf(b.mark));
}

const markOrder: readonly MarkName[] = ['error', 'warning', 'note', 'passed'];

function groupView(
  words: Words,
  rows: readonly DataTypeStatus[],
  findingAt: (span: Span) => FindingView | undefined,
  placeOf: (span: Span) => Place,
): TypeGroup {
  const first = rows[0];
  const message = first?.message.trim() ?? '';
  const located = /^Error:\s*(\S+@\S+?:\d+|pc:\S+),\s*(.*)$/s.exec(message);
  const finding = first && findingAt(first.messageSpan.end > first.messageSpan.start ? first.messageSpan : first.span);
  return {
    mark: markOf(first),
    title: words.t('analysis.dataTypes', { count: rows.length }),
    message: (located?.[2] ?? message).replace(/:\s*$/, '') || words.t('analysis.noMessage'),
    location: located?.[1] ?? '',
    rows: rows.map((row) => {
      const place = placeOf(row.span);
      return {
        name: row.name,
        total: row.total,
        live: row.live,
        state: row.state,
        line: place.range && 'start' in place.range ? place.range.start.line : 0,
        place,
      };
    }),
    ...(finding ? { finding: finding.id } : {}),
  };
}

function markOf(row: DataTypeStatus | undefined): MarkName {
  switch (row?.status) {
    case 'severity_error':
      return 'error';
    case 'severity_warning':
      return 'warning';
    case 'ok':
      return 'passed';
    default:
      return 'note';
  }
}
