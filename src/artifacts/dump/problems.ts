import { type MessageKey, message } from '../../text';
import type { Span } from '../place';
import type { Problem } from '../problem';
import type { SourceText } from '../sourceText';

const keys = {
  'dump-cut': 'dump.problemCut',
  'dump-title-cut': 'dump.problemTitleCut',
  'dump-value-cut': 'dump.problemValueCut',
  'dump-node-line': 'dump.problemNodeLine',
  'dump-no-about': 'dump.problemNoAbout',
  'dump-html-part': 'dump.problemHtmlPart',
} satisfies Record<string, MessageKey>;

export type DumpProblemCode = keyof typeof keys;

/** A part of a dump that could not be read, placed in its text. */
export function dumpProblem(where: { id: string; source: SourceText }, code: DumpProblemCode, span: Span): Problem {
  return {
    code,
    message: message(keys[code]),
    place: { artifact: where.id, layers: [], range: where.source.rangeOf(span) },
  };
}
