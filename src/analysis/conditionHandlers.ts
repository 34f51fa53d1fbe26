import { prepare } from '../diagnosis/settings';
import { type Condition, conditions, knowledgeDate, localized } from '../knowledge';
import { learnFile, Redactor } from '../reports/redact';
import type { Handlers, ServiceContext } from './context';
import { pseudonymsOf } from './out/redact';

type ConditionHandlers = Pick<Handlers, 'conditions' | 'explainCondition' | 'redactText'>;

/** What is known without any file, and texts on their way to somebody else. */
export function conditionHandlers(context: ServiceContext): ConditionHandlers {
  const all = (): readonly Condition[] => [...conditions, ...prepare(context.options).own];
  return {
    conditions: () => {
      const { severities, ignored, problems } = prepare(context.options);
      return {
        date: knowledgeDate,
        problems: problems.map((problem) => context.words.render(problem)),
        conditions: all().map((condition) => ({
          id: condition.id,
          title: localized(condition, context.words.language).title,
          severity: severities.get(condition.id) ?? condition.severity,
          area: condition.area,
          detectable: condition.detectable,
          ignored: ignored.has(condition.id),
        })),
      };
    },
    explainCondition: ({ id }) => {
      const found = all().find((condition) => condition.id === id);
      if (!found) return null;
      const { title, cause, fix, note } = localized(found, context.words.language);
      return {
        id,
        title,
        severity: found.severity,
        basis: found.basis,
        cause,
        note,
        who: found.who.map((actor) => context.words.t(`analysis.who.${actor}`)),
        steps: fix,
        links: found.links.map(({ url, title: page }) => ({ url, title: page })),
      };
    },
    redactText: async ({ text }, signal) => {
      const { platform } = context.store.environment;
      const pseudonyms = pseudonymsOf(context);
      // Whoever is named in an open dump or listing is looked for in the text, too.
      for (const { name, artifact, artifacts, source } of context.store.all) {
        if (artifact.kind !== 'capture') await learnFile({ name, artifacts, source }, { platform, pseudonyms, signal });
      }
      return new Redactor(platform, pseudonyms).text(text, { artifact: '', layers: [] });
    },
  };
}
