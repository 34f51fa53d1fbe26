export interface Bucket {
  readonly start: number;
  readonly count: number;
  readonly failed: number;
}

/**
 * Paths of a bar chart in a box: all requests, and the failed ones in front of them from the same base line. One path
 * each, so that a thousand bars stay two nodes.
 */
export function bars(
  buckets: readonly Bucket[],
  width: number,
  height: number,
): { readonly all: string; readonly failed: string; readonly peak: number } {
  const peak = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const step = width / Math.max(1, buckets.length);
  const bar = Math.max(0.5, step * 0.8);
  let all = '';
  let failed = '';
  buckets.forEach((bucket, index) => {
    const x = round(index * step);
    if (bucket.count > 0) all += rectangle(x, round((bucket.count / peak) * height), bar, height);
    if (bucket.failed > 0) failed += rectangle(x, round((bucket.failed / peak) * height), bar, height);
  });
  return { all, failed, peak };
}

function rectangle(x: number, tall: number, wide: number, base: number): string {
  return `M${x} ${base}v${-tall}h${round(wide)}v${tall}z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
