const MAX_STEPS = 4;

/** Returns whole, evenly spaced numbers from 0 to the first one that is not below `largest`, at most five. */
export function axisTicks(largest: number): number[] {
  const rough = Math.max(1, largest / MAX_STEPS);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const steps = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
