/** Returns the exact percentile of samples, `share` between 0 and 1: the smallest sample that at least this share does not exceed. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Returns the middle sample, or the lower one of two. */
export function median(samples: number[]): number {
  return percentile(samples, 0.5);
}
