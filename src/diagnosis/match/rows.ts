import type { Condition, EvidenceRow } from '../../knowledge';
import { builtInPattern, foreignPattern, type Pattern } from './pattern';

/** An evidence row made ready to run. */
export interface Row {
  readonly source: EvidenceRow;
  /** `where` cut up: `stat`, `policy`, `response.header`, ... */
  readonly area: string;
  /** What follows the colon, before the last slash where the area has two parts: section, cmdlet, type. */
  readonly first: string;
  /** Name after the slash; for areas with one part the same as `first`. */
  readonly name: string;
  readonly pattern: Pattern | undefined;
  readonly extract: Pattern | undefined;
  readonly scope: Pattern | undefined;
  /** Members of a list pattern as text. */
  readonly members: readonly string[];
  /** The pattern as text, where it is one. */
  readonly text: string;
}

/** Rows that must hold together: one row, or the rows of a group. */
export interface Unit {
  readonly rows: readonly Row[];
  /** True when the rows only suggest the condition. */
  readonly suggestion: boolean;
}

/** A condition made ready to run. */
export interface ReadyCondition {
  readonly condition: Condition;
  readonly units: readonly Unit[];
}

/** A row that cannot run, with its position. */
export interface RowFault {
  readonly condition: string;
  readonly row: number;
  readonly what: 'pattern' | 'extract' | 'scope';
}

const ready = new WeakMap<Condition, ReadyCondition>();

/** Compiles a built-in condition, once. */
export function readyBuiltIn(condition: Condition): ReadyCondition {
  const known = ready.get(condition);
  if (known) return known;
  const made = make(condition, (source, flags) => builtInPattern(source, flags), []);
  ready.set(condition, made);
  return made;
}

/** Compiles a condition of a team for the linear-time engine; rows that cannot run are left out and told. */
export function readyForeign(condition: Condition, faults: RowFault[]): ReadyCondition {
  return make(condition, foreignPattern, faults);
}

type Compile = (source: string, flags?: string) => Pattern | undefined;

function make(condition: Condition, compile: Compile, faults: RowFault[]): ReadyCondition {
  const groups = new Map<string, Row[]>();
  const broken = new Set<string>();
  const units: Unit[] = [];
  condition.evidence.forEach((source, index) => {
    if (source.match === 'manual' || source.where === 'advice') return;
    const row = makeRow(condition.id, source, index, compile, faults);
    if (source.group === undefined) {
      if (row) units.push({ rows: [row], suggestion: source.suggestion === true });
      return;
    }
    if (!row) broken.add(source.group);
    else if (groups.has(source.group)) groups.get(source.group)?.push(row);
    else groups.set(source.group, [row]);
  });
  for (const [name, rows] of groups) {
    if (!broken.has(name)) units.push({ rows, suggestion: rows.some((row) => row.source.suggestion === true) });
  }
  return { condition, units };
}

function makeRow(
  condition: string,
  source: EvidenceRow,
  index: number,
  compile: Compile,
  faults: RowFault[],
): Row | undefined {
  const [, area = source.where, rest = ''] = /^([^:]*):(.*)$/s.exec(source.where) ?? [];
  const slash = twoParts.has(area) ? rest.indexOf('/') : -1;
  const first = slash < 0 ? rest : rest.slice(0, slash);
  const name = slash < 0 ? rest : rest.slice(slash + 1);
  const text = typeof source.pattern === 'string' ? source.pattern : '';
  const isExpression = source.match === 'regex' || source.match === 'not-regex';
  const pattern = isExpression ? compile(text, source.flags) : undefined;
  const extract = source.extract === undefined ? undefined : compile(source.extract);
  const scope = source.scope === undefined ? undefined : compile(source.scope);
  const failed: RowFault['what'] | undefined =
    isExpression && !pattern
      ? 'pattern'
      : source.extract !== undefined && !extract
        ? 'extract'
        : source.scope !== undefined && !scope
          ? 'scope'
          : undefined;
  if (failed) {
    faults.push({ condition, row: index, what: failed });
    return undefined;
  }
  const members = Array.isArray(source.pattern) ? source.pattern.map(String) : [];
  return { source, area, first, name, pattern, extract, scope, members, text };
}

const twoParts = new Set(['stat', 'type-row', 'event', 'key', 'cmdlet']);
