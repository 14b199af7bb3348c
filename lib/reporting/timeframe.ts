const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The time ranges of a chart. */
export const RANGES = ["hour", "day", "week", "all"] as const;
export type Range = (typeof RANGES)[number];

/** Parses a range from a query parameter. Defaults to the week. */
export function parseRange(value: string | string[] | undefined): Range {
  return RANGES.find((range) => range === value) ?? "week";
}

/** A bar covers `strideMinutes`. Bars are aligned to `BARS_FROM`, a Monday at midnight (UTC). */
export type Timeframe = { from: Date; to: Date; strideMinutes: number };
export const BARS_FROM = new Date("2001-01-01T00:00:00Z");

const RECENT: Record<Exclude<Range, "all">, { strideMinutes: number; bars: number }> = {
  hour: { strideMinutes: 1, bars: 60 },
  day: { strideMinutes: HOUR_MINUTES, bars: 24 },
  week: { strideMinutes: 6 * HOUR_MINUTES, bars: 28 },
};

/** More bars would be too thin on a phone. */
const MAX_BARS = 62;
const STRIDES_MINUTES = [HOUR_MINUTES, 6 * HOUR_MINUTES, DAY_MINUTES, 7 * DAY_MINUTES, 28 * DAY_MINUTES];

/** Returns the timeframe of a chart up to now. `firstAt` is the time of the campaign's first signature. */
export function timeframe(chart: { range: Range; now: Date; firstAt: Date | null }): Timeframe {
  const { range, now } = chart;
  if (range !== "all") return lastBars(RECENT[range], now);
  const firstAt = chart.firstAt ?? now;
  const ageMinutes = (now.getTime() - firstAt.getTime()) / MINUTE_MS;
  const strideMinutes = STRIDES_MINUTES.find((stride) => ageMinutes / stride < MAX_BARS) ?? 91 * DAY_MINUTES;
  return { from: barAt(firstAt, strideMinutes), to: now, strideMinutes };
}

/** Returns the timeframe of the last `days` days, including today (UTC). */
export function lastDays(days: number, now: Date): Timeframe {
  return lastBars({ strideMinutes: DAY_MINUTES, bars: days }, now);
}

function lastBars({ strideMinutes, bars }: { strideMinutes: number; bars: number }, now: Date): Timeframe {
  const newest = barAt(now, strideMinutes).getTime();
  return { from: new Date(newest - (bars - 1) * strideMinutes * MINUTE_MS), to: now, strideMinutes };
}

/** Returns the start of the bar that contains a time. */
export function barAt(time: Date, strideMinutes: number): Date {
  const stride = strideMinutes * MINUTE_MS;
  return new Date(time.getTime() - ((time.getTime() - BARS_FROM.getTime()) % stride));
}

export type Bar = { at: Date; confirmed: number };

/** Returns every bar of a timeframe in order, including empty ones. */
export function allBars(known: Bar[], { from, to, strideMinutes }: Timeframe): Bar[] {
  const byTime = new Map(known.map((bar) => [bar.at.getTime(), bar.confirmed]));
  const bars: Bar[] = [];
  for (let at = from.getTime(); at <= to.getTime(); at += strideMinutes * MINUTE_MS) {
    bars.push({ at: new Date(at), confirmed: byTime.get(at) ?? 0 });
  }
  return bars;
}
