/** The lower quartile: rounds run in turn, and what else the machine does only ever adds. */
export function quiet(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 2] ?? 0;
}
