import type { Artifact } from '../artifacts/artifact';
import type { Capture } from '../artifacts/capture/model';
import { conditions as builtIn, type Condition, type ConditionTexts, localized, type RowArtifact } from '../knowledge';
import type { Platform } from '../platform/platform';
import { defaultBudget, type ReadBudget } from './capture/budget';
import { CapturePass } from './capture/pass';
import { factsOf } from './caseFacts';
import { accountOf, type CaseView, deviceNamesOf, userNamesOf } from './caseView';
import { lowerAlone, withoutFalsePraise } from './cautions';
import { chainOf } from './chain';
import { correlate } from './correlate';
import { checkEndpoints } from './endpoints';
import { Consequences, explain } from './explain';
import type { Diagnosis } from './finding';
import { capInferred, type Held, type Instance, judge } from './judge';
import { type CaptureUnit, matchCapture } from './match/capture';
import type { ReadyCondition, Row, Unit } from './match/rows';
import { textHits } from './match/text';
import { rowsFor } from './match/textValues';
import { accountFits, notCheckedOf, questionsOf } from './openQuestions';
import { type DiagnosisSettings, prepare } from './settings';

export type { CaseFacts } from './caseFacts';
export type { Correlation } from './correlate';
export type { EndpointCheck, EndpointState } from './endpoints';
export { type Fix, fixOf } from './fix';
export type { DiagnosisSettings } from './settings';

export interface DiagnoseOptions {
  readonly platform: Platform;
  readonly signal?: AbortSignal;
  readonly settings?: DiagnosisSettings;
  readonly budget?: Partial<ReadBudget>;
  /** Two-letter code of the country that the user states. */
  readonly userCountry?: string;
}

/**
 * Diagnoses the artifacts of one case together. Never throws for what is in them; rejects only with an AbortError or
 * an I/O error of a capture.
 */
export async function diagnose(artifacts: readonly Artifact[], options: DiagnoseOptions): Promise<Diagnosis> {
  const { signal } = options;
  const prepared = prepare(options.settings);
  const captures = artifacts.filter((artifact): artifact is Capture => artifact.kind === 'capture');
  const budget = { ...defaultBudget, ...options.budget };
  const passes = captures.map((capture) => new CapturePass(capture, options.platform, budget, signal));
  const account = accountOf(artifacts);
  const base: CaseView = {
    artifacts,
    platform: options.platform,
    account,
    userNames: userNamesOf(artifacts),
    deviceNames: deviceNamesOf(artifacts),
    userCountry: options.userCountry,
  };
  const fitting = prepared.conditions.filter((entry) => accountFits(entry.condition, account));
  const plan = planOf(fitting);
  const shown = new Map<string, Instance[]>();
  for (const pass of passes) {
    signal?.throwIfAborted();
    const report = (key: string, hits: Instance): void => {
      const known = shown.get(key);
      if (known) known.push(hits);
      else shown.set(key, [hits]);
    };
    await matchCapture(pass, plan.captureUnits, base, report, signal);
  }
  const names = passes.flatMap((pass) => pass.tokens.flatMap((token) => token.userName ?? []));
  const view: CaseView = { ...base, userNames: [...new Set([...base.userNames, ...names])] };

  const held: Held[] = [];
  const suggested: Condition[] = [];
  for (const entry of plan.conditions) {
    signal?.throwIfAborted();
    const proofs: Instance[] = [];
    const offers: Instance[] = [];
    for (const unit of entry.units)
      (unit.unit.suggestion ? offers : proofs).push(...unitInstances(unit, artifacts, view, shown));
    const result = proofs.length > 0 ? judge(entry.condition, proofs) : undefined;
    if (result) held.push(result);
    else if (offers.length > 0) suggested.push(entry.condition);
  }
  capInferred(held);
  lowerAlone(held);
  for (const entry of held) entry.severity = prepared.severities.get(entry.condition.id) ?? entry.severity;
  const all = [...builtIn, ...prepared.own];
  const consequences = new Consequences(all);
  const findings = explain(withoutFalsePraise(held), suggested, consequences);
  const notChecked = notCheckedOf(fitting, artifacts, passes, findings, account);
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return {
    findings,
    chain: chainOf(passes, findings, view),
    notChecked,
    ask: questionsOf(findings, notChecked, artifacts, byId, consequences),
    checked: fitting.length - notChecked.length,
    facts: factsOf(artifacts, account, findings, passes),
    endpoints: checkEndpoints(passes),
    correlation: correlate(artifacts, passes, findings),
    ownTexts: textsOf(prepared.own),
    settingsProblems: prepared.problems,
  };
}

interface PlannedUnit {
  readonly unit: Unit;
  /** Under which the capture part is reported. */
  readonly key: string;
  /** Rows by the artifact they run on. */
  readonly parts: ReadonlyMap<RowArtifact, readonly Row[]>;
}

interface Plan {
  readonly conditions: readonly { readonly condition: Condition; readonly units: readonly PlannedUnit[] }[];
  readonly captureUnits: readonly CaptureUnit[];
}

function planOf(ready: readonly ReadyCondition[]): Plan {
  const captureUnits: CaptureUnit[] = [];
  const planned = ready.map(({ condition, units }) => ({
    condition,
    units: units.map((unit, index): PlannedUnit => {
      const parts = new Map<RowArtifact, Row[]>();
      for (const row of unit.rows) {
        const kind = row.source.artifact;
        const known = parts.get(kind);
        if (known) known.push(row);
        else parts.set(kind, [row]);
      }
      const key = `${condition.id}/${index}`;
      const capture = parts.get('capture');
      if (capture) captureUnits.push({ id: key, rows: capture });
      return { unit, key, parts };
    }),
  }));
  return { conditions: planned, captureUnits };
}

/**
 * Every time a unit holds: once per session, dump or file. A unit that spans several kinds of artifact holds once, when
 * each kind shows its part; kinds that the case lacks let it fail.
 */
function unitInstances(
  planned: PlannedUnit,
  artifacts: readonly Artifact[],
  view: CaseView,
  shown: ReadonlyMap<string, readonly Instance[]>,
): readonly Instance[] {
  const byKind: (readonly Instance[])[] = [];
  for (const [kind, rows] of planned.parts) {
    const found = kind === 'capture' ? (shown.get(planned.key) ?? []) : textInstances(kind, rows, artifacts, view);
    if (found.length === 0) return [];
    byKind.push(found);
  }
  return byKind.length === 1 ? (byKind[0] ?? []) : [byKind.flat(2)];
}

function textInstances(
  kind: RowArtifact,
  rows: readonly Row[],
  artifacts: readonly Artifact[],
  view: CaseView,
): readonly Instance[] {
  const found: Instance[] = [];
  for (const artifact of artifacts) {
    if (rowsFor(artifact) !== kind) continue;
    const hits = [];
    let holds = true;
    for (const row of rows) {
      const own = textHits(artifact, row, view);
      if (!own) {
        holds = false;
        break;
      }
      hits.push(...own);
    }
    if (holds) found.push(hits);
  }
  return found;
}

function textsOf(own: readonly Condition[]): Readonly<Record<string, ConditionTexts>> {
  return Object.fromEntries(own.map((entry) => [entry.id, localized(entry, 'en')]));
}
