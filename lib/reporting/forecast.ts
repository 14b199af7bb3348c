const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** When a goal will be reached: between `earliest` and `latest` with a probability of 80 %. */
export type Forecast =
  | { outcome: "reached" }
  | { outcome: "unclear" }
  | { outcome: "expected"; earliest: Date; latest: Date };

type RecentCounts = {
  /** Confirmed in each of the last 60 minutes, newest last. Fewer entries for a younger campaign. */
  minutes: number[];
  /** Confirmed in each of the last 168 whole hours, newest last. */
  hours: number[];
};

/** The windows that may be observed, in bins long enough to estimate the dispersion. */
const WINDOWS = [
  { of: "minutes", unitMinutes: 1, bin: 5, bins: 12 },
  { of: "hours", unitMinutes: HOUR_MINUTES, bin: 1, bins: 24 },
  { of: "hours", unitMinutes: HOUR_MINUTES, bin: 6, bins: 28 },
] as const;

/** With fewer signatures in a window, no rate is estimated. */
const MIN_SIGNATURES = 20;
/** The standard normal quantile at 0.9, for an interval of 80 %. */
const Z = 1.2816;
/** Standard deviation of the log rate per doubling of the time: within 80 %, the rate at most halves or doubles. */
const DRIFT = Math.LN2 / Z;
/** Wider intervals (latest wait divided by earliest wait) are reported as `unclear`. */
const MAX_INTERVAL_RATIO = 20;
const MAX_FORECAST_DAYS = 365;

/**
 * Forecasts when the goal will be reached, with an 80 % interval; `unclear` if the data do not support one.
 *
 * Model: signatures arrive at a steady rate, but overdispersed. The variance of their number is `overdispersion` times its mean
 * (quasi-Poisson: McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 6.2). Estimating it from n signatures
 * gives the log rate a variance of overdispersion/n, and the wait for the remaining r one of overdispersion/r (the log-normal
 * approximation of a gamma-Poisson model: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6).
 * The rate itself drifts: it may halve or double for each doubling of the observed time.
 */
export function forecastGoal(input: { confirmed: number; goal: number; now: Date } & RecentCounts): Forecast {
  const remaining = input.goal - input.confirmed;
  if (remaining <= 0) return { outcome: "reached" };
  const observed = chooseWindow(remaining, input);
  if (!observed) return { outcome: "unclear" };
  const minutes = expectedWait(remaining, observed);
  const drift = DRIFT * Math.log2(1 + minutes / observed.minutes);
  const spread = Math.sqrt(
    observed.overdispersion / observed.total + observed.overdispersion / remaining + drift ** 2,
  );
  const [from, to] = [minutes * Math.exp(-Z * spread), minutes * Math.exp(Z * spread)];
  if (to > MAX_FORECAST_DAYS * DAY_MINUTES || to / from > MAX_INTERVAL_RATIO) return { outcome: "unclear" };
  return { outcome: "expected", ...roundOutwards({ from, to, now: input.now }) };
}

type ObservedWindow = { minutes: number; total: number; overdispersion: number };

const expectedWait = (remaining: number, { minutes, total }: ObservedWindow) => (remaining / total) * minutes;

/** Returns the shortest window with enough signatures that is as long as the expected wait, else the longest with enough signatures. */
function chooseWindow(remaining: number, recent: RecentCounts): ObservedWindow | undefined {
  const usable = WINDOWS.map(({ of, unitMinutes, bin, bins }) => {
    const known = recent[of].slice(-bin * bins);
    const whole = known.slice(known.length % bin);
    const counts = inBins(whole, bin);
    return { minutes: whole.length * unitMinutes, total: sum(counts), overdispersion: dispersion(counts) };
  }).filter(({ total }) => total >= MIN_SIGNATURES);
  return usable.find((window) => expectedWait(remaining, window) <= window.minutes) ?? usable.at(-1);
}

function inBins(counts: number[], bin: number): number[] {
  return Array.from({ length: counts.length / bin }, (_, index) =>
    sum(counts.slice(index * bin, (index + 1) * bin)),
  );
}

/** Returns the ratio of the variance to the mean: Pearson's statistic divided by its degrees of freedom, at least 1. */
function dispersion(counts: number[]): number {
  const mean = sum(counts) / counts.length;
  if (counts.length < 2 || mean <= 0) return 1; // not enough data
  const squares = sum(counts.map((count) => (count - mean) ** 2));
  return Math.max(1, squares / mean / (counts.length - 1));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

const STEPS_MINUTES = [1, 5, 15, HOUR_MINUTES, DAY_MINUTES, 7 * DAY_MINUTES];

/** Rounds both ends outwards to whole steps of at most a quarter of the interval's length. */
function roundOutwards({ from, to, now }: { from: number; to: number; now: Date }) {
  const step = (STEPS_MINUTES.findLast((minutes) => minutes <= (to - from) / 4) ?? 1) * MINUTE_MS;
  const at = (minutes: number) => now.getTime() + minutes * MINUTE_MS;
  const earliest = Math.max(now.getTime(), Math.floor(at(from) / step) * step);
  return { earliest: new Date(earliest), latest: new Date(Math.ceil(at(to) / step) * step) };
}
