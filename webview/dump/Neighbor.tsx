import type { OpenedView } from '../../src/analysis/protocol';
import { Problems } from '../ui/Problems';
import { Findings } from './Findings';
import { Search } from './Search';
import { Sections } from './Sections';
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
      <section class="part pane" data-region="values" aria-label={view.formText}>
        <Sections sections={view.sections} onFinding={(finding) => change({ finding })} />
      </section>
    </>
  );
}
