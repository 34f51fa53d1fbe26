import { useState } from 'preact/hooks';
import type { CaptureView, Severity } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { Mark, severityMark } from '../ui/Mark';
import { QueryBox } from '../ui/QueryBox';
import { addPart } from '../ui/query';
import { rove } from '../ui/regions';
import { grouped, t } from '../ui/strings';
import { QueryBuilder } from './QueryBuilder';
import type { CaptureState } from './state';
import type { ListData } from './useList';
import { useSavedQueries } from './useSavedQueries';

interface Props {
  readonly state: CaptureState;
  readonly data: ListData;
  readonly capture: CaptureView | undefined;
  /** The list stands beside the inspector: no severities, and few words. */
  readonly compact: boolean;
  /** The editor is narrow: few words. */
  readonly short: boolean;
  readonly inputRef: { current: HTMLInputElement | null };
  readonly change: (change: Partial<CaptureState>) => void;
  readonly onList: () => void;
  readonly search: { readonly text: string; readonly onCancel: () => void } | undefined;
  readonly onAgain: () => void;
  /** Number of selected sessions; said when it is more than one. */
  readonly selected: number;
}

const toggles: readonly Severity[] = ['error', 'warning', 'information'];

/** Filter box, severity toggles and, when asked for, the form that writes a query. */
export function FilterRow(props: Props) {
  const { state, data, capture, compact, inputRef, change, onList, selected } = props;
  const editor = useEditor();
  const [building, setBuilding] = useState(false);
  const result = data.entries?.result;
  const numbers = { matches: grouped(result?.matches ?? 0), total: grouped(result?.total ?? 0) };
  const matches = !result ? '' : compact || props.short ? t('ui.matchesShort', numbers) : t('ui.matches', numbers);
  const count = selected > 1 ? `${matches} · ${t('ui.selectedCount', { count: selected })}` : matches;

  const toggle = (severity: Severity) => {
    const on = state.severities.includes(severity);
    change({ severities: on ? state.severities.filter((each) => each !== severity) : [...state.severities, severity] });
  };
  const saved = useSavedQueries(state.query, (query) => change({ query }));

  return (
    <>
      <div class="qrow" data-region="filter">
        <QueryBox
          value={state.query}
          count={data.asking && !result ? '…' : count}
          search={props.search}
          onAgain={data.canceled ? props.onAgain : undefined}
          error={data.error}
          inputRef={inputRef}
          complete={(query, offset, signal) =>
            editor.rpc.request('complete', { ref: editor.ref, query, offset }, signal)
          }
          onChange={(query) => change({ query })}
          onList={onList}
          savedItems={saved}
          onMenu={(label, x, y, items) => editor.showMenu({ label, x: x - 160, y, items })}
          builderOpen={building}
          onBuilder={() => setBuilding(!building)}
        />
        {compact || !capture ? null : (
          <div class="sevs" role="group" aria-label={t('ui.findingSeverities')} onKeyDown={rove}>
            {toggles.map((severity, index) => {
              const number = capture.severities[severity];
              const on = state.severities.includes(severity);
              return (
                <button
                  type="button"
                  key={severity}
                  class={on ? 'sev on' : 'sev'}
                  aria-pressed={on}
                  data-rove=""
                  tabIndex={index === 0 ? 0 : -1}
                  onClick={() => toggle(severity)}
                >
                  <Mark mark={severityMark(severity)} silent />
                  {grouped(number)} <span class="n-sr">{severityWord(severity, number)}</span>
                </button>
              );
            })}
          </div>
        )}
      </div>
      {building ? (
        <QueryBuilder
          fields={capture?.fields ?? []}
          onAdd={(part) => change({ query: addPart(state.query, part) })}
          onClose={() => {
            setBuilding(false);
            inputRef.current?.focus();
          }}
        />
      ) : null}
    </>
  );
}

function severityWord(severity: Severity, count: number): string {
  if (severity === 'error') return t('ui.errorWord', { count });
  if (severity === 'warning') return t('ui.warningWord', { count });
  return t('ui.noteWord', { count });
}
