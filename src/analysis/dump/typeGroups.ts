import type { Dump } from '../../artifacts/dump/model';
import { modelErrorMeaning } from '../../artifacts/dump/modelErrors';
import { groupTypes, type TypeGroup as RowGroup } from '../../artifacts/dump/typeMessage';
import type { Place, Span } from '../../artifacts/place';
import { message } from '../../text';
import { hideSecrets } from '../masking';
import type { DumpView, FindingView, MarkName } from '../views';
import type { Words } from '../words';

type TypeGroup = DumpView['typeGroups'][number];

/**
 * Type Info grouped by what is wrong: rows that share one message stand together, the gravest group first. Copied text
 * carries no row status; there the message and the state tell it.
 */
export function typeGroupsOf(
  words: Words,
  dump: Dump,
  findingAt: (span: Span) => FindingView | undefined,
  placeOf: (span: Span) => Place,
): TypeGroup[] {
  return groupTypes(dump).map((group) => groupView(words, group, findingAt, placeOf));
}

const marks: Readonly<Record<RowGroup['level'], MarkName>> = {
  severity_error: 'error',
  severity_warning: 'warning',
  severity_info: 'note',
  transitioning: 'note',
  ok: 'passed',
};

function groupView(
  words: Words,
  group: RowGroup,
  findingAt: (span: Span) => FindingView | undefined,
  placeOf: (span: Span) => Place,
): TypeGroup {
  const [first] = group.rows;
  const finding = first && findingAt(first.messageSpan.end > first.messageSpan.start ? first.messageSpan : first.span);
  return {
    mark: marks[group.level],
    title: words.t('analysis.dataTypes', { count: group.rows.length }),
    message: hideSecrets(words, messageOf(words, group)),
    location: hideSecrets(words, group.parsed?.location ?? ''),
    rows: group.rows.map((row) => {
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

/** What the rows say, without the place in the browser's code, and what a model error number means. */
function messageOf(words: Words, { parsed }: RowGroup): string {
  if (!parsed) return words.t('analysis.noMessage');
  const said = [parsed.words, parsed.details].filter(Boolean).join(': ');
  const { modelError } = parsed;
  if (!modelError) return said;
  return `${said.replace(/\.?$/, '.')} ${words.render(message(modelErrorMeaning(modelError.number)))}`;
}
