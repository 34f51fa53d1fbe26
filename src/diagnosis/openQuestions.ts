import type { Artifact } from '../artifacts/artifact';
import { type Condition, localized, type RowArtifact } from '../knowledge';
import { type Message, message } from '../text';
import type { CapturePass } from './capture/pass';
import type { CaseAccount } from './caseView';
import type { Consequences } from './explain';
import type { Finding, Question } from './finding';
import type { ReadyCondition } from './match/rows';
import { rowsFor } from './match/textValues';

/** A condition that the material cannot answer, and why. */
export interface NotChecked {
  readonly id: string;
  readonly reason: Message;
}

/** Conditions that no artifact of the case could have shown. */
export function notCheckedOf(
  conditions: readonly ReadyCondition[],
  artifacts: readonly Artifact[],
  passes: readonly CapturePass[],
  findings: readonly Finding[],
  account: CaseAccount,
): readonly NotChecked[] {
  const kinds = new Set(artifacts.flatMap((artifact) => rowsFor(artifact) ?? []));
  const held = new Set(findings.map((finding) => finding.id));
  const isLocked = passes.length > 0 && passes.every((pass) => pass.capture.password === 'needed');
  const found: NotChecked[] = [];
  for (const { condition, units } of conditions) {
    if (held.has(condition.id) || !accountFits(condition, account)) continue;
    const able = units.filter((unit) => unit.rows.every((row) => kinds.has(row.source.artifact)));
    if (able.length === 0) {
      const needed = [...new Set(condition.evidence.map((row) => row.artifact))].join(', ');
      found.push({ id: condition.id, reason: message('diagnosis.needsArtifact', { kinds: needed }) });
      continue;
    }
    const captureOnly = able.every((unit) => unit.rows.every((row) => row.source.artifact === 'capture'));
    if (!captureOnly) continue;
    if (isLocked) found.push({ id: condition.id, reason: message('diagnosis.needsPassword') });
    else if (isHidden(condition, passes)) found.push({ id: condition.id, reason: message('diagnosis.notDecrypted') });
    else if (passes.some((pass) => pass.reading.skipped.length > 0) && readsBodies(condition)) {
      const count = passes.reduce((sum, pass) => sum + pass.reading.skipped.length, 0);
      found.push({ id: condition.id, reason: message('diagnosis.bodiesLeftOut', { count }) });
    }
  }
  return found;
}

export function accountFits(condition: Condition, account: CaseAccount): boolean {
  if (condition.account === 'work') return account !== 'personal';
  if (condition.account === 'personal') return account === 'personal' || account === 'both';
  return true;
}

/** True when every session that the condition's scopes name is an undecrypted tunnel. */
function isHidden(condition: Condition, passes: readonly CapturePass[]): boolean {
  const scopes = condition.evidence.flatMap((row) => (row.scope?.startsWith('^http') ? [new RegExp(row.scope)] : []));
  if (scopes.length === 0) return false;
  const named = passes.flatMap((pass) =>
    [...pass.index.hostNames]
      .filter((host) => scopes.some((scope) => scope.source.includes(host.replace(/\./g, '\\.'))))
      .map((host) => pass.index.of(host)),
  );
  if (!named.some((sessions) => sessions.some((session) => session.isBlindTunnel))) return false;
  return !named.flat().some((session) => !session.isTunnel && scopes.some((scope) => scope.test(session.url)));
}

function readsBodies(condition: Condition): boolean {
  return condition.evidence.some((row) => /^(request\.(body|json)|response\.(text|json)|sync\.)/.test(row.where));
}

/** Words that tell which artifact a question asks for. */
const asksFor: readonly (readonly [RegExp, RowArtifact])[] = [
  [/edge:\/\/sync-internals/, 'sync-internals'],
  [/edge:\/\/policy/, 'policy-export'],
  [/dsregcmd/, 'dsregcmd'],
  [/signin-internals/, 'signin-internals'],
  [/Fiddler|capture/i, 'capture'],
];
const questionLimit = 12;

/**
 * What to ask next: for conditions that would explain what was found but could not be checked, for causes that are only
 * suggested, and for findings that rest on conclusions alone.
 */
export function questionsOf(
  findings: readonly Finding[],
  notChecked: readonly NotChecked[],
  artifacts: readonly Artifact[],
  byId: ReadonlyMap<string, Condition>,
  consequences: Consequences,
): readonly Question[] {
  const kinds = new Set(artifacts.flatMap((artifact) => rowsFor(artifact) ?? []));
  const roots = findings.filter(
    (finding) =>
      finding.causedBy.length === 0 &&
      !finding.history &&
      (finding.severity === 'error' || finding.severity === 'warning'),
  );
  const wanted = new Set<string>();
  for (const finding of findings) {
    for (const id of finding.suggestions) wanted.add(id);
    const isUnsure = finding.basis === 'inferred' ? finding.severity !== 'hint' : finding.basis === 'observed';
    // What has only been seen decides nothing about the tenant: the state itself is asked for.
    if (isUnsure && (finding.basis === 'inferred' || (finding.severity === 'error' && roots.includes(finding)))) {
      wanted.add(finding.id);
    }
  }
  for (const { id } of notChecked) {
    const severity = byId.get(id)?.severity;
    if (severity !== 'error' && severity !== 'warning') continue;
    if (roots.some((root) => consequences.of(id).has(root.id))) wanted.add(id);
  }
  if (findings.length === 0 && !kinds.has('sync-internals')) wanted.add('crypto-error');
  const questions = new Map<string, { text: string; german: string; because: string[] }>();
  for (const id of wanted) {
    const entry = byId.get(id);
    if (!entry) continue;
    const german = localized(entry, 'de').ask;
    entry.ask.forEach((text, index) => {
      if (asksFor.some(([words, kind]) => words.test(text) && kinds.has(kind))) return;
      const known = questions.get(text);
      if (known) known.because.push(id);
      else questions.set(text, { text, german: german[index] ?? text, because: [id] });
    });
  }
  // Many conditions behind a question, and causes of many things, come first.
  const weight = (because: readonly string[]): number =>
    because.reduce((sum, id) => sum + 1 + consequences.of(id).size / 5, 0);
  return [...questions.values()]
    .sort((a, b) => weight(b.because) - weight(a.because))
    .slice(0, questionLimit)
    .map(({ text, german, because }) => ({ text, texts: { en: text, de: german }, because }));
}
