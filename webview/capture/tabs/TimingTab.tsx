import type { FieldView, TabView } from '../../../src/analysis/views';
import { FieldGrid } from '../../ui/FieldGrid';
import { grouped, t } from '../../ui/strings';

type Phases = Extract<TabView, { tab: 'timing' }>['phases'];

interface Props {
  readonly phases: Phases;
  readonly rows: readonly FieldView[];
}

/** The phases of a session as bars on one scale, and every recorded moment. */
export function TimingTab({ phases, rows }: Props) {
  const end = Math.max(0, ...phases.map((phase) => phase.start + phase.duration));
  return (
    <>
      {phases.length > 0 ? (
        <section class="sec">
          <h2>
            {t('ui.phases')} <span class="dim">{t('ui.milliseconds', { count: Math.round(end) })}</span>
          </h2>
          <ul class="phases">
            {phases.map((phase) => (
              <li key={phase.name}>
                <span>{phase.name}</span>
                <span class="num mono">
                  {t('ui.milliseconds', { count: grouped(Math.round(phase.duration * 10) / 10) })}
                </span>
                <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    x={end > 0 ? (phase.start / end) * 1000 : 0}
                    width={Math.max(2, end > 0 ? (phase.duration / end) * 1000 : 0)}
                    y="1"
                    height="8"
                  />
                </svg>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {rows.length > 0 ? (
        <section class="sec">
          <h2>{t('ui.moments')}</h2>
          <FieldGrid label={t('ui.moments')} rows={rows} />
        </section>
      ) : null}
    </>
  );
}
