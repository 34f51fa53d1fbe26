import type { EditorApi } from './api';

/** The part of an editor's state that survives hiding and reloading: plain JSON, never a revealed value or a password. */
export class SavedState<S extends object> {
  private state: S;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Values of the saved state that do not have the type of their default are dropped. */
  constructor(
    private readonly api: Pick<EditorApi, 'getState' | 'setState'>,
    defaults: S,
    /** What of the state is written down. */
    private readonly kept: (state: S) => S = (state) => state,
  ) {
    this.state = merge(defaults, api.getState());
  }

  get value(): S {
    return this.state;
  }

  /** Changes the state and writes it down at once: a window that is loaded anew does not wait for its pages. */
  update(change: Partial<S>): void {
    this.state = { ...this.state, ...change };
    this.flush();
  }

  /** The same for what changes with every frame, such as the place of a list: written after 200 ms. */
  updateOften(change: Partial<S>): void {
    this.state = { ...this.state, ...change };
    this.timer ??= setTimeout(() => this.flush(), 200);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.api.setState(this.kept(this.state));
  }
}

function merge<S extends object>(defaults: S, saved: unknown): S {
  if (typeof saved !== 'object' || saved === null) return defaults;
  const result: Record<string, unknown> = Object.fromEntries(Object.entries(defaults));
  for (const [name, value] of Object.entries(saved)) {
    if (!(name in result)) continue;
    const standard = result[name];
    const fits =
      standard === undefined ||
      (typeof value === typeof standard && Array.isArray(value) === Array.isArray(standard) && value !== null);
    if (fits) result[name] = value;
  }
  return result as S;
}
