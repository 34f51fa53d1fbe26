import type { Artifact } from '../../artifacts/artifact';
import type { Correlation } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import { verdictOf } from '../../diagnosis/verdict';
import type { ServiceContext } from '../context';
import { type FindingViews, findingViews } from '../findingViews';
import type { CaseView, VerdictView } from '../views';
import type { Words } from '../words';
import { caseLinks } from './links';
import { questionsText } from './questions';

/** A difference of clocks below this is the time an answer takes, in milliseconds. */
const clockTolerance = 2000;

/** Everything the case view shows, rendered in the reader's language. */
export function caseView(context: ServiceContext, artifacts: readonly Artifact[], diagnosis: Diagnosis): CaseView {
  const { words } = context;
  const views = findingViews(context, artifacts);
  return {
    verdict: verdictView(words, views, artifacts, diagnosis),
    findings: views.all(diagnosis),
    chain: views.chain(diagnosis),
    links: caseLinks(words, views, artifacts, diagnosis),
    notes: diagnosis.correlation.notes.map((note) => words.render(note)),
    clocks: clockTexts(words, views, diagnosis.correlation),
    notChecked: notChecked(words, views, diagnosis),
    ask: diagnosis.ask.map(({ texts, because }) => ({ text: texts[words.language], because })),
    askText: { en: questionsText(diagnosis.ask, 'en'), de: questionsText(diagnosis.ask, 'de') },
    settingsProblems: diagnosis.settingsProblems.map((problem) => words.render(problem)),
  };
}

/** The verdict as a sentence. */
export function verdictView(
  words: Words,
  views: FindingViews,
  artifacts: readonly Artifact[],
  diagnosis: Diagnosis,
): VerdictView {
  const verdict = verdictOf(artifacts, diagnosis);
  switch (verdict.kind) {
    case 'cause':
      return {
        kind: verdict.kind,
        text: words.t('case.verdict.cause', { title: views.title(verdict.finding.id) }),
        finding: verdict.finding.id,
      };
    case 'healthy':
      return { kind: verdict.kind, text: words.t('case.verdict.healthy') };
    case 'not-answerable':
      return {
        kind: verdict.kind,
        text: words.t('case.verdict.notAnswerable', { reason: words.render(verdict.reason) }),
      };
  }
}

function clockTexts(words: Words, views: FindingViews, { skew }: Correlation): string[] {
  return skew.map(({ artifact, milliseconds, samples }) => {
    const name = views.nameOf(artifact);
    if (Math.abs(milliseconds) < clockTolerance) return words.t('case.skewNone', { name, count: samples });
    // The server's clock being ahead means that the captured computer's is behind.
    return words.t(milliseconds > 0 ? 'case.skewBehind' : 'case.skewAhead', {
      name,
      span: words.duration(milliseconds),
      count: samples,
    });
  });
}

function notChecked(words: Words, views: FindingViews, diagnosis: Diagnosis): CaseView['notChecked'] {
  const byReason = new Map<string, { id: string; title: string }[]>();
  for (const { id, reason } of diagnosis.notChecked) {
    const text = words.render(reason);
    const list = byReason.get(text);
    if (list) list.push({ id, title: views.title(id) });
    else byReason.set(text, [{ id, title: views.title(id) }]);
  }
  return [...byReason].map(([reason, conditions]) => ({ reason, conditions }));
}
