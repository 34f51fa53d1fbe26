/** What survives hiding and reloading. */
export interface AttachmentState {
  readonly filter: string;
  /** Path of the chosen attachment. */
  readonly chosen: string;
}

export const defaultState: AttachmentState = { filter: '', chosen: '' };
