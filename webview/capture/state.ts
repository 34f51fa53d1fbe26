import type { ListQuery, Severity } from '../../src/analysis/views';
import { holdsSecret } from '../ui/query';

export type TimeMode = 'clock' | 'relative' | 'delta';

/** What a capture editor remembers over hiding and reloading. Never a revealed value, never a password. */
export interface CaptureState {
  readonly query: string;
  readonly severities: readonly Severity[];
  readonly sortColumn: string;
  readonly sortDescending: boolean;
  readonly group: '' | 'host' | 'process';
  readonly collapsed: readonly string[];
  /** Ids of the shown columns in their order; empty = as delivered. */
  readonly columns: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly time: TimeMode;
  /** Size of the list beside and above the inspector, in percent. */
  readonly splitWide: number;
  readonly splitNarrow: number;
  readonly full: boolean;
  readonly focusKey: number;
  /** Keys of the selected sessions, as many as are worth keeping. */
  readonly selected: readonly number[];
  /** Session in the inspector, 0 = closed. */
  readonly openKey: number;
  readonly tab: string;
  readonly firstEntry: number;
  readonly hideIdentifiers: boolean;
  readonly page: 'list' | 'statistics';
  readonly allSessions: boolean;
}

export const defaultState: CaptureState = {
  query: '',
  severities: [],
  sortColumn: '',
  sortDescending: false,
  group: '',
  collapsed: [],
  columns: [],
  widths: {},
  time: 'clock',
  splitWide: 34,
  splitNarrow: 40,
  full: false,
  focusKey: 0,
  selected: [],
  openKey: 0,
  tab: 'overview',
  firstEntry: 0,
  hideIdentifiers: false,
  page: 'list',
  allSessions: false,
};

/** Selected sessions that are kept over a reload at most. */
export const keptSelection = 5000;

/** What is written down of a state: a query that holds a secret is not. */
export function withoutSecrets(state: CaptureState): CaptureState {
  return holdsSecret(state.query) ? { ...state, query: '' } : state;
}

/** Names the service sorts by where they are not those of our columns. */
const sortNames: Readonly<Record<string, string>> = { time: 'started', reqsize: 'requestSize' };

/** The question for the service that this state asks. */
export function listQuery(state: CaptureState, headerColumns: readonly string[]): ListQuery {
  return {
    query: state.query,
    ...(state.sortColumn
      ? { sort: { column: sortNames[state.sortColumn] ?? state.sortColumn, descending: state.sortDescending } }
      : {}),
    ...(state.group ? { group: state.group } : {}),
    ...(state.severities.length > 0 ? { severities: state.severities } : {}),
    ...(headerColumns.length > 0 ? { columns: headerColumns } : {}),
    ...(state.group && state.collapsed.length > 0 ? { collapsed: state.collapsed } : {}),
  };
}
