import { compareJson, compareMarkdown, compareSides } from '../../reports/compare';
import type { ServiceContext } from '../context';
import type { Params, Result } from '../protocol';

/** Two open files by what they say. */
export function compare(context: ServiceContext, { a, b }: Params<'compare'>): Result<'compare'> {
  const { language } = context.words;
  const [before, after] = [a, b].map((ref) => context.store.get(ref));
  if (!before || !after) throw new Error('two files');
  const comparison = compareSides(before, after, language);
  const { changes, same, volatile } = compareJson(comparison, language);
  return {
    markdown: compareMarkdown(comparison, before.name, after.name, language),
    changes: changes.map((change) => ({
      ...change,
      before: change.before ?? '',
      after: change.after ?? '',
      meaning: change.meaning ?? '',
    })),
    same,
    volatile,
  };
}
