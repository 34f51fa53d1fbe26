import type { DumpView } from '../../src/analysis/views';
import { LinkButton } from './buttons';
import { Mark } from './Mark';
import { useShowText } from './showText';
import { t } from './strings';

/** Problems that are named one by one; the others are counted. */
const named = 3;

/** What could not be read, each with the way to its place. */
export function Problems({ problems }: { readonly problems: DumpView['problems'] }) {
  const show = useShowText();
  if (problems.length === 0) return null;
  const rest = problems.length - named;
  return (
    <section class="banner" aria-label={t('ui.whatIsMissing')} data-region="problems">
      <Mark mark="warning" />
      <div>
        <b>{t('ui.problemsTitle')}</b>
        {problems.slice(0, named).map((problem, index) => (
          <p key={`${index}${problem.code}`}>
            {problem.text}{' '}
            {problem.place.range ? (
              <LinkButton label={`${t('ui.showInText')}: ${problem.text}`} onClick={() => show(problem.place)}>
                {t('ui.showPlace')}
              </LinkButton>
            ) : null}
          </p>
        ))}
        {rest > 0 ? <p class="dim">{t('ui.moreProblems', { count: rest })}</p> : null}
      </div>
    </section>
  );
}
