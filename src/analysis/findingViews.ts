import type { Artifact } from '../artifacts/artifact';
import type { Place } from '../artifacts/place';
import type { Problem } from '../artifacts/problem';
import { fixOf } from '../diagnosis';
import type { Diagnosis, Evidence, Finding } from '../diagnosis/finding';
import { prepare } from '../diagnosis/settings';
import { condition as builtIn, type Condition, localized } from '../knowledge';
import type { Message } from '../text';
import { refOfId } from './artifactIds';
import type { ServiceContext } from './context';
import { hideSecrets } from './masking';
import type { ChainView, FindingView, PlaceView, ProblemView, WhyView } from './views';
import type { Words } from './words';

/** Number people quote for a session key; the key itself where it is unknown. */
type SidOf = (artifact: string, key: number) => number | undefined;

/** The evidence chain shows this many findings on either side, and this many places of each. */
const whyLimits = { relatives: 6, places: 3 };

/** Finding views for artifacts, with the conditions that the settings add. */
export function findingViews(context: ServiceContext, artifacts: readonly Artifact[]): FindingViews {
  return new FindingViews(context.words, artifacts, prepare(context.options).own);
}

/** Turns findings into what the editors show, in the reader's language. */
export class FindingViews {
  private readonly sids: SidOf;

  constructor(
    private readonly words: Words,
    private readonly artifacts: readonly Artifact[],
    /** Conditions that are not built in. */
    private readonly own: readonly Condition[] = [],
  ) {
    const captures = new Map(
      artifacts.flatMap((artifact) =>
        artifact.kind === 'capture'
          ? [[artifact.id, new Map(artifact.sessions.map(({ key, sid }) => [key, sid]))] as const]
          : [],
      ),
    );
    this.sids = (artifact, key) => captures.get(artifact)?.get(key);
  }

  all(diagnosis: Diagnosis): FindingView[] {
    const titles = new Map(diagnosis.findings.map((finding) => [finding.id, this.title(finding.id)]));
    return diagnosis.findings.map((finding) => this.one(finding, diagnosis, titles));
  }

  chain(diagnosis: Diagnosis): ChainView[] {
    const { words } = this;
    return diagnosis.chain.map(({ step, state, reason, sessions }) => {
      const first = sessions[0]?.artifact;
      const keys = sessions.filter(({ artifact }) => artifact === first).map(({ key }) => key);
      return {
        step,
        title: words.t(`analysis.chain.${step}`),
        state,
        stateText: words.t(`analysis.state.${state}`),
        reason: this.reason(reason),
        sessions: keys,
        sids: keys.map((key) => (first === undefined ? key : (this.sids(first, key) ?? key))),
        ...(first === undefined ? {} : { artifact: first }),
      };
    });
  }

  problems(problems: readonly Problem[]): ProblemView[] {
    return problems.map(({ code, message, place }) => ({
      code,
      text: hideSecrets(this.words, this.words.render(message)),
      place,
    }));
  }

  /** A reason whose argument is a condition's id says its title. */
  private reason(reason: Message): string {
    const args = Object.entries(reason.args ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' && this.condition(value) ? this.title(value) : value,
    ]);
    return this.words.render({ ...reason, args: Object.fromEntries(args) });
  }

  /** "line 148" or "contoso.saz #23". */
  label(place: Place): string {
    const name = nameOfPlace(place);
    if (place.session !== undefined) {
      return this.words.t('analysis.sessionOf', {
        name,
        sid: String(this.sids(place.artifact, place.session) ?? place.session),
      });
    }
    if (place.range && 'start' in place.range) {
      const line = String(place.range.start.line + 1);
      return this.artifacts.length > 1
        ? this.words.t('analysis.lineOf', { name, line })
        : this.words.t('analysis.line', { line });
    }
    return name;
  }

  /** Evidence as places with a name. */
  evidence(list: readonly Evidence[]): PlaceView[] {
    return list.map(({ place, text, basis }) => ({
      label: this.label(place),
      text: hideSecrets(this.words, text),
      place,
      artifactName: nameOfPlace(place),
      basisText: this.words.t(`analysis.basis.${basis}`),
      ...(place.session === undefined ? {} : { sid: this.sids(place.artifact, place.session) ?? place.session }),
    }));
  }

  /** File name of an artifact. */
  nameOf(artifact: string): string {
    return nameOfPlace({ artifact, layers: [] });
  }

  /** Title of a condition in the reader's language. */
  title(id: string): string {
    return this.texts(id).title;
  }

  private one(finding: Finding, diagnosis: Diagnosis, titles: ReadonlyMap<string, string>): FindingView {
    const { words } = this;
    const texts = this.texts(finding.id);
    const fix = fixOf(finding, diagnosis.facts, words.language, this.own);
    const causes = finding.causedBy.map((id) => titles.get(id) ?? id);
    const who = (this.condition(finding.id)?.who ?? []).map((actor) => words.t(`analysis.who.${actor}`));
    return {
      id: finding.id,
      severity: finding.severity,
      title: texts.title,
      cause: texts.cause,
      note: [texts.note, ...fix.withheld.map((held) => words.render(held))].filter(Boolean).join(' '),
      basis: finding.basis,
      basisText: words.t(`analysis.basis.${finding.basis}`),
      who,
      rootCause: finding.causedBy.length === 0,
      causedBy: finding.causedBy,
      causedByText: causes[0] === undefined ? '' : words.t('analysis.followsFrom', { cause: causes[0] }),
      history: finding.history,
      evidence: this.evidence(finding.evidence),
      steps: fix.steps,
      powershell: fix.powershell,
      open: fix.open,
      links: fix.links,
      suggestions: finding.suggestions.map((id) => ({ id, title: this.texts(id).title })),
      why: this.why(finding, diagnosis),
    };
  }

  /** Cause, finding, consequences, each with its basis and its first places. */
  private why(finding: Finding, diagnosis: Diagnosis): WhyView[] {
    const step = (role: WhyView['role'], one: Finding): WhyView => ({
      role,
      id: one.id,
      title: this.title(one.id),
      severity: one.severity,
      basisText: this.words.t(`analysis.basis.${one.basis}`),
      evidence: this.evidence(one.evidence.slice(0, whyLimits.places)),
    });
    const causes = finding.causedBy.flatMap((id) => diagnosis.findings.find((one) => one.id === id) ?? []);
    const consequences = diagnosis.findings.filter(({ causedBy }) => causedBy.includes(finding.id));
    return [
      ...causes.slice(0, whyLimits.relatives).map((one) => step('cause', one)),
      step('finding', finding),
      ...consequences.slice(0, whyLimits.relatives).map((one) => step('consequence', one)),
    ];
  }

  private condition(id: string): Condition | undefined {
    return builtIn(id) ?? this.own.find((entry) => entry.id === id);
  }

  private texts(id: string) {
    const condition = this.condition(id);
    return condition
      ? localized(condition, this.words.language)
      : { title: id, cause: '', fix: [] as readonly string[], note: '', ask: [] as readonly string[] };
  }
}

function nameOfPlace(place: Place): string {
  const ref = refOfId(place.artifact);
  const path = ref.inner?.at(-1) ?? ref.uri;
  try {
    return decodeURIComponent(path.split(/[/\\]/).pop() ?? path);
  } catch {
    return path.split(/[/\\]/).pop() ?? path;
  }
}
