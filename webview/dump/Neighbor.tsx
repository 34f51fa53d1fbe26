import type { OpenedView } from '../../src/analysis/protocol';
import { FieldGrid } from '../ui/FieldGrid';
import { Mark } from '../ui/Mark';
import { t } from '../ui/strings';
import { Findings } from './Findings';
import { Search } from './Search';
import type { DumpState } from './state';

interface Props {
  readonly view: Extract<OpenedView, { editor: 'neighbor' }>;
  readonly state: DumpState;
  readonly change: (changed: Partial<DumpState>) => void;
}

/** A listing beside the dump (policies, dsregcmd, PowerShell, logs): findings first, then its values as tables. */
export function NeighborPage({ view, state, change }: Props) {
  return (
    <>
      {view.problems.length ? (
        <section class="banner" aria-label={t('ui.whatIsMissing')}>
          <Mark mark="warning" />
          <p>{view.problems.map(({ text }) => text).join(' ')}</p>
        </section>
      ) : null}
      <Findings
        findings={view.findings}
        checked={0}
        current={state.finding}
        onSelect={(finding) => change({ finding })}
      />
      <div class="ptabs">
        <span class="sp" />
        <Search text={state.search} onText={(search) => change({ search })} />
      </div>
      <div class="part pane" data-region="values">
        {view.groups.map((group, index) => (
          <section key={`${index}${group.title}`} class="g" aria-label={group.title || view.formText}>
            {group.title ? <h2 class="h2">{group.title}</h2> : null}
            <FieldGrid label={group.title || view.formText} rows={group.rows} />
          </section>
        ))}
      </div>
    </>
  );
}
