/*
 * Work against other work in one run: ratios below 1 are faster. Each figure is the lowest tenth of many rounds that
 * take turns, so that a busy machine slows both sides alike and only its quieter moments count.
 */

/** The lowest tenth: rounds that nothing else on the machine disturbed. */
function lowest(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 10)] ?? 0;
}

/** Milliseconds of each function, rounds taken in turns; the first tenth warms up. */
export function compare(rounds: number, ...work: readonly (() => unknown)[]): number[] {
  globalThis.gc?.();
  const times = work.map(() => [] as number[]);
  const warm = Math.ceil(rounds / 10);
  for (let round = 0; round < rounds + warm; round++) {
    for (const [index, run] of work.entries()) {
      const start = performance.now();
      run();
      if (round >= warm) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(lowest);
}

export function report(name: string, ours: number, other: number, goal: number): void {
  const ratio = ours / other;
  const verdict = ratio <= goal ? 'met' : 'MISSED';
  console.log(
    `${name}: ${ours.toFixed(2)} ms / ${other.toFixed(2)} ms = ${ratio.toFixed(2)} (goal ${goal}, ${verdict})`,
  );
}
