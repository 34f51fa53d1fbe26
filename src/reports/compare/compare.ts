import type { Diagnosis } from '../../diagnosis/finding';
import { type Language, message, text } from '../../text';
import { textsOf } from '../names';
import { factsOf } from './facts';
import { meaningOf } from './meaning';
import type { Change, ChangeMark, Comparison, Fact, Side } from './model';

const order: readonly ChangeMark[] = ['worse', 'better', 'changed'];
/** Moments and durations inside a value. */
const moments =
  /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}(?::?\d{2})?| UTC)?|\b\d{1,3}:\d{2}:\d{2} ago|\b\d+(?:\.\d+)? ?(?:ms|s|sec|min|h|hours?|minutes?|seconds?|days?)(?: ago)?\b|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d{1,2} \d{4} [\d:]+ GMT[+-]\d{4}(?: \([^)]*\))?/g;

/** Compares two files by what they say: only what changed, without times, counters and ids, worst first. */
export function compareSides(before: Side, after: Side, language: Language): Comparison {
  const counts = { same: 0, volatile: 0 };
  const isSameKind = before.artifact.kind === after.artifact.kind;
  const changes = [
    ...findingChanges(before.diagnosis, after.diagnosis, language, counts),
    ...chainChanges(before.diagnosis, after.diagnosis, language, counts),
    ...(isSameKind ? grouped(factChanges(factsOf(before.artifact), factsOf(after.artifact), counts), language) : []),
  ];
  const sorted = changes
    .map((change, index) => ({ change, index }))
    .sort((a, b) => order.indexOf(a.change.mark) - order.indexOf(b.change.mark) || a.index - b.index);
  return { changes: sorted.map(({ change }) => change), ...counts };
}

interface Counts {
  same: number;
  volatile: number;
}

function factChanges(before: readonly Fact[], after: readonly Fact[], counts: Counts): Change[] {
  const left = byName(before);
  const right = byName(after);
  const changes: Change[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const one = left.get(key);
    const other = right.get(key);
    const known = one ?? other;
    if (!known) continue;
    if (one && other && one.value === other.value) counts.same++;
    else if (isNoise(one, other)) counts.volatile++;
    else {
      const mark = markOf(one, other);
      changes.push({
        place: known.place,
        name: known.name,
        before: one?.value ?? null,
        after: other?.value ?? null,
        meaning: meaningOf(known.place, known.name, one?.value, other?.value, mark),
        mark,
      });
    }
  }
  return changes;
}

/** Facts by place and name; those that repeat are told apart by their number. */
function byName(facts: readonly Fact[]): Map<string, Fact> {
  const map = new Map<string, Fact>();
  for (const one of facts) {
    let key = `${one.place}\n${one.name}`;
    for (let n = 2; map.has(key); n++) key = `${one.place}\n${one.name}\n${n}`;
    map.set(key, one);
  }
  return map;
}

function isNoise(one: Fact | undefined, other: Fact | undefined): boolean {
  if (!one || !other) return (one ?? other)?.volatile === true;
  if (one.volatile && other.volatile) return true;
  const plain = (value: string) => value.replace(moments, '…');
  return plain(one.value) === plain(other.value);
}

function markOf(one: Fact | undefined, other: Fact | undefined): ChangeMark {
  const left = one?.health;
  const right = other?.health;
  if (one && other && left !== undefined && right !== undefined && left !== right)
    return right > left ? 'better' : 'worse';
  if (one && other && left === 0 && right === undefined && other.value !== '') return 'changed';
  // A failing request that is gone is no proof of health; a new failure is one of trouble.
  if (!one && right === 0) return 'worse';
  return 'changed';
}

/** Data types that changed in the same way are one line. */
function grouped(changes: readonly Change[], language: Language): Change[] {
  const groups = new Map<string, Change[]>();
  const result: (Change | Change[])[] = [];
  for (const change of changes) {
    if (change.place !== 'Type Info') {
      result.push(change);
      continue;
    }
    const key = JSON.stringify([change.before, change.after, change.mark]);
    const known = groups.get(key);
    if (known) known.push(change);
    else {
      const list = [change];
      groups.set(key, list);
      result.push(list);
    }
  }
  return result.map((entry) => {
    if (!Array.isArray(entry)) return entry;
    const [first] = entry as [Change];
    if (entry.length === 1) return first;
    const names = entry.map(({ name }) => name);
    const shown = names.slice(0, 3).join(', ');
    const rest = names.length - 3;
    const list = rest > 0 ? text(message('reports.compare.andMore', { names: shown, count: rest }), language) : shown;
    return { ...first, name: text(message('reports.compare.types', { count: names.length, names: list }), language) };
  });
}

function findingChanges(before: Diagnosis, after: Diagnosis, language: Language, counts: Counts): Change[] {
  const serious = (diagnosis: Diagnosis) =>
    new Map(diagnosis.findings.filter(({ severity }) => severity !== 'hint').map((finding) => [finding.id, finding]));
  const left = serious(before);
  const right = serious(after);
  const word = (severity: string | undefined) =>
    severity === undefined
      ? null
      : text(message(`reports.severity.${severity as 'error' | 'warning' | 'information'}`), language);
  const rank = (severity: string | undefined) =>
    ['error', 'warning', 'information', undefined].indexOf(severity as 'error');
  const changes: Change[] = [];
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    const one = left.get(id);
    const other = right.get(id);
    if (one?.severity === other?.severity) {
      counts.same++;
      continue;
    }
    const difference = rank(other?.severity) - rank(one?.severity);
    const isNote = (one ?? other)?.severity === 'information' && !(one && other);
    changes.push({
      place: text(message('reports.findings'), language),
      name: textsOf(id, language).title,
      before: word(one?.severity),
      after: word(other?.severity),
      meaning: message(
        !other ? 'reports.compare.findingGone' : !one ? 'reports.compare.findingNew' : 'reports.compare.findingChanged',
      ),
      mark: isNote ? 'changed' : difference > 0 ? 'better' : 'worse',
    });
  }
  return changes;
}

function chainChanges(before: Diagnosis, after: Diagnosis, language: Language, counts: Counts): Change[] {
  const changes: Change[] = [];
  for (const { step, state } of before.chain) {
    const other = after.chain.find((one) => one.step === step);
    if (!other || other.state === state) {
      counts.same++;
      continue;
    }
    const mark: ChangeMark = other.state === 'passed' ? 'better' : other.state === 'failed' ? 'worse' : 'changed';
    changes.push({
      place: text(message('reports.chain'), language),
      name: text(message(`analysis.chain.${step}`), language),
      before: text(message(`analysis.state.${state}`), language),
      after: text(message(`analysis.state.${other.state}`), language),
      meaning: other.reason,
      mark,
    });
  }
  return changes;
}
