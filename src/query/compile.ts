import type { QueryNode } from './ast';
import type { FieldLevel } from './fields';
import { type Leaf, leafOf, type Read } from './leaf';
import type { SessionTable } from './table';

/** Answer of a condition while not everything is read: yes, no, or not known yet. */
type Answer = boolean | undefined;
type Test = (row: number, read: Read, level: FieldLevel) => Answer;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with rows done and expected. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A query ready to run over one table. */
export interface CompiledQuery {
  /** How far sessions must be read: 0 the rows alone, 1 heads, 2 bodies. */
  readonly level: FieldLevel;
  /** Answer from the row alone; undefined when heads or bodies decide. */
  matchRow(row: number): Answer;
  /** Rows that match, when `level` is 0; otherwise only those that the rows alone decide. */
  runRows(): Uint32Array;
  /** Rows that match, in order; reads heads and bodies only where the answer hangs on them. Rejects only when aborted. */
  run(options?: RunOptions): Promise<Uint32Array>;
}

/** Rows that are tested between two pauses in which a cancellation can arrive. */
const slice = 50_000;

/** Compiles a query over a table; `undefined` stands for no conditions. */
export function compileQuery(query: QueryNode | undefined, table: SessionTable): CompiledQuery {
  const levels: FieldLevel[] = [0];
  const test = query ? compileNode(query, table, levels) : () => true;
  const level: FieldLevel = levels.includes(2) ? 2 : levels.includes(1) ? 1 : 0;
  const count = table.sessions.length;
  const nothing: Read = {};

  async function decide(row: number, signal: AbortSignal | undefined): Promise<boolean> {
    const session = table.sessions[row];
    if (!session) return false;
    const heads = await table.context.heads(session.key);
    const byHeads = test(row, { heads }, 1);
    if (byHeads !== undefined || level < 2) return byHeads ?? false;
    const request = await table.context.bodyText(session.key, 'request', signal);
    const response = await table.context.bodyText(session.key, 'response', signal);
    return test(row, { heads, bodies: { request, response } }, 2) ?? false;
  }

  return {
    level,
    matchRow: (row) => test(row, nothing, 0),
    runRows() {
      const found = new Rows(count);
      for (let row = 0; row < count; row++) if (test(row, nothing, 0) === true) found.add(row);
      return found.take();
    },
    async run(options = {}) {
      const found = new Rows(count);
      let paused = performance.now();
      for (let row = 0; row < count; row++) {
        const answer = test(row, nothing, 0);
        if (answer ?? (await decide(row, options.signal))) found.add(row);
        // Reads resolve without giving way to messages, so a real pause is needed for a cancellation to arrive.
        if (row % slice === slice - 1 || (answer === undefined && performance.now() - paused > 20)) {
          options.onProgress?.(row + 1, count);
          await new Promise((resolve) => setTimeout(resolve, 0));
          options.signal?.throwIfAborted();
          paused = performance.now();
        }
      }
      options.signal?.throwIfAborted();
      options.onProgress?.(count, count);
      return found.take();
    },
  };
}

function compileNode(node: QueryNode, table: SessionTable, levels: FieldLevel[]): Test {
  switch (node.type) {
    case 'and':
    case 'or': {
      const decisive = node.type === 'or';
      const tests = node.items.map((item) => compileNode(item, table, levels));
      const [first, second] = tests;
      if (first && !second) return first;
      return (row, read, level) => {
        let unknown = false;
        for (const test of tests) {
          const answer = test(row, read, level);
          if (answer === decisive) return decisive;
          if (answer === undefined) unknown = true;
        }
        return unknown ? undefined : !decisive;
      };
    }
    case 'not': {
      const test = compileNode(node.item, table, levels);
      return (row, read, level) => {
        const answer = test(row, read, level);
        return answer === undefined ? undefined : !answer;
      };
    }
    case 'text':
    case 'field': {
      const leaf: Leaf = leafOf(node, table);
      levels.push(leaf.level);
      const rowTest = leaf.row;
      if (rowTest) return (row) => rowTest(row);
      return (_row, read, level) => (level < leaf.level ? undefined : leaf.read(read));
    }
  }
}

class Rows {
  private readonly rows: Uint32Array;
  private length = 0;

  constructor(capacity: number) {
    this.rows = new Uint32Array(capacity);
  }

  add(row: number): void {
    this.rows[this.length++] = row;
  }

  take(): Uint32Array {
    return this.rows.slice(0, this.length);
  }
}
