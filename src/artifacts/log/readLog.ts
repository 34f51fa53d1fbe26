import { linesOf } from '../lines';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import type { EdgeLog, LogLine } from './model';

export interface FoundLog {
  readonly artifact: EdgeLog;
  readonly span: Span;
}

const head = /^\s*\[(?:(?:\d+):(?:\d+):)?(\d{4}\/\d{6}(?:\.\d+)?):([A-Z]+\d*):([^\]]+?)(?:\((\d+)\)|:(\d+))\]\s?(.*)$/;
/** Pasted lines whose front is cut off, known by a source file and line of the browser. */
const cutHead = /^\s{0,80}(?:\S{0,200}?[:\\/])?([\w./\\-]{1,200}\.(?:cc|mm|h))(?:\((\d+)\)|:(\d+))\]\s?(.*)$/;
const diagnostic = /Token is empty|^\s*\*{3,}\s*Server Response/;

/** True for a line as `chrome_debug.log` has them. */
export function looksLikeEdgeLog(text: string): boolean {
  return (
    /^[ \t>]*\[(?:\d+:\d+:)?\d{4}\/\d{6}(?:\.\d+)?:[A-Z]+\d*:[^\]\r\n]{1,300}\]/m.test(text) ||
    /^[ \t>]*(?:[^\s[\]]{0,200}[:\\/])?[\w.-]{1,80}\.cc(?:\(\d+\)|:\d+)\] \S/m.test(text) ||
    /^\s*\*{3,}\s*Server Response/m.test(text)
  );
}

/**
 * Reads browser log lines: `[pid:tid:MMDD/HHMMSS.uuuuuu:LEVEL:file(line)] text` and the newer `file:line]`. Lines
 * without a head continue the entry before (multi-line messages, printed server responses). Texts before the first
 * entry are no part of the log.
 */
export function readEdgeLog(source: SourceText, id: string, text = source.text): FoundLog | undefined {
  const lines: LogLine[] = [];
  let follow = 0;
  for (const line of linesOf(text)) {
    const match = head.exec(line.text);
    const span = { start: line.start, end: line.end };
    if (match) {
      const number = match[4] ?? match[5];
      lines.push({
        time: match[1] ?? '',
        level: match[2] ?? '',
        file: match[3] ?? '',
        line: number ? Number(number) : undefined,
        text: match[6] ?? '',
        span,
      });
      follow = 400;
      continue;
    }
    const cut = cutHead.exec(line.text);
    if (cut) {
      const number = cut[2] ?? cut[3];
      lines.push({
        time: '',
        level: '',
        file: cut[1] ?? '',
        line: number ? Number(number) : undefined,
        text: cut[4] ?? '',
        span,
      });
      follow = 400;
      continue;
    }
    if (diagnostic.test(line.text)) {
      lines.push({ time: '', level: '', file: '', line: undefined, text: line.text.trim(), span });
      follow = 400;
      continue;
    }
    const last = lines[lines.length - 1];
    if (!last || line.text.trim() === '' || follow-- <= 0) {
      if (line.text.trim() === '') follow = 0;
      continue;
    }
    lines[lines.length - 1] = {
      ...last,
      text: `${last.text}\n${line.text}`,
      span: { start: last.span.start, end: line.end },
    };
  }
  const first = lines[0];
  const last = lines[lines.length - 1];
  if (!first || !last) return undefined;
  return {
    artifact: { kind: 'edge-log', form: 'lines', id, source, lines, problems: [] },
    span: { start: first.span.start, end: last.span.end },
  };
}
