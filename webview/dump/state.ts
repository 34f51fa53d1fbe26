/** Which part of the dump stands below the findings. */
export type DumpPage = 'page' | 'log' | 'nodes';

/** What survives hiding and reloading; never a revealed value. */
export interface DumpState {
  readonly finding: string;
  readonly page: DumpPage;
  /** Titles of type groups that are closed. */
  readonly closed: readonly string[];
  readonly search: string;
  readonly nodeType: string;
  readonly hideIdentifiers: boolean;
}

export const defaultState: DumpState = {
  finding: '',
  page: 'page',
  closed: [],
  search: '',
  nodeType: '',
  hideIdentifiers: false,
};
