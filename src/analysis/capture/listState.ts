import type { Session } from '../../artifacts/capture/model';
import type { ListQuery, ListResult, MarkName } from '../views';

/** The flat list of one view: what stands at each index. */
export interface ListState {
  readonly query: ListQuery;
  readonly result: ListResult;
  /** Per entry: index of the session + 1; negative for its reason row; 0 for a group header. */
  readonly entries: Int32Array;
  readonly groups: ReadonlyMap<
    number,
    { title: string; count: number; mark: MarkName | undefined; collapsed: boolean }
  >;
  readonly sessions: readonly Session[];
  /** Indexes of all sessions that match, in the order of the list; those of closed groups too. */
  readonly order: Uint32Array;
  /** Headers shown as columns. */
  readonly columns: readonly string[];
}
