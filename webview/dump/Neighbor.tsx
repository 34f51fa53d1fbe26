import type { OpenedView } from '../../src/analysis/protocol';
import { FieldGrid } from '../ui/FieldGrid';
import { Findings } from './Findings';
import { Problems } from './Problems';
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
      <Problems problems={view.problems} />
      <Findings
        findings={view.findings}
        checked={view.checked}
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
