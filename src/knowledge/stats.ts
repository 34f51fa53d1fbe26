import { type Message, type MessageKey, message } from '../text';
import { type StatFact, statFacts } from './data/stats';

export type { StatFact } from './data/stats';

/** Sections that were renamed or exist twice, by the name under which their stats are listed. */
const sectionNames: Readonly<Record<string, string>> = {
  'credentials for key': 'credentials',
  'microsoft entra account key status': 'aad account key status',
};

const basisWords: Readonly<Record<StatFact['basis'], MessageKey>> = {
  source: 'stats.basisSource',
  documented: 'stats.basisDocumented',
  observed: 'stats.basisObserved',
  inferred: 'stats.basisInferred',
};

const byName = new Map<string, StatFact[]>();
for (const fact of statFacts) {
  for (const name of fact.names) {
    const facts = byName.get(name.toLowerCase());
    if (facts) facts.push(fact);
    else byName.set(name.toLowerCase(), [fact]);
  }
}

/**
 * What is known of a stat by section and name, regardless of case. Without a section title (a fragment) a name that
 * stands in one section only is enough.
 */
export function statFact(section: string | undefined, name: string): StatFact | undefined {
  const facts = byName.get(name.trim().toLowerCase());
  if (!facts) return undefined;
  if (section === undefined) return facts.length === 1 ? facts[0] : undefined;
  const title = section.trim().toLowerCase();
  const wanted = sectionNames[title] ?? title;
  return facts.find((fact) => fact.section.toLowerCase() === wanted);
}

/** What a stat means, its known values and how they are known, line by line; `not documented` for unknown ones. */
export function statMeaning(section: string | undefined, name: string): Message[] {
  const fact = statFact(section, name);
  if (!fact) return [message('stats.notDocumented')];
  return [
    message(fact.meaning),
    ...(fact.values.length ? [message('stats.values', { values: fact.values.join(', ') })] : []),
    message(basisWords[fact.basis]),
  ];
}
