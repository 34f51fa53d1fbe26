/** How much of a capture diagnosis may read. */
export interface ReadBudget {
  /** Heads of sessions that no rule names by host. */
  readonly heads: number;
  /** Bodies, over the whole capture. */
  readonly bodies: number;
  /** Decoded bytes of one body. */
  readonly bodyBytes: number;
}

export const defaultBudget: ReadBudget = { heads: 600, bodies: 400, bodyBytes: 4_000_000 };

/** What was read of one capture, and what was left out. */
export class Reading {
  heads = 0;
  bodies = 0;
  /** Sessions whose body a rule wanted but the budget did not allow. */
  readonly skipped: number[] = [];
  /** True when unnamed sessions were left out. */
  headsSkipped = 0;

  constructor(readonly budget: ReadBudget) {}

  takeBody(key: number): boolean {
    if (this.bodies >= this.budget.bodies) {
      if (this.skipped.at(-1) !== key) this.skipped.push(key);
      return false;
    }
    this.bodies++;
    return true;
  }
}
