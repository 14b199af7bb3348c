import { type CampaignDates, statusForStaff } from "@/lib/campaigns/campaign-status";
import { type Forecast, forecastGoal } from "./forecast";
import { pendingCount } from "./pending-signatures";
import { type Bar, barAt } from "./timeframe";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
export const DASHBOARD_HOURS = 168;
export const DASHBOARD_MINUTES = 60;
/** The rate per minute is an average over this time: a single minute varies too much. */
const RATE_MINUTES = 5;

/** The live figures on a campaign's dashboard, as JSON. Counts only: no names, addresses or comments. */
export type LiveFigures = {
  /** The time of these figures. */
  at: string;
  confirmed: number;
  goal: number;
  pending: number;
  pendingAsOf: string | null;
  pendingAtLeast: boolean;
  /** Confirmed per minute, averaged over the last 5 and the last 60 whole minutes. */
  perMinute: number;
  perMinuteInHour: number;
  lastHour: number;
  /** Confirmed in each of the last 60 minutes, the current one last. `minutesFrom` is the start of the first. */
  minutesFrom: string;
  minutes: number[];
  goalIn:
    | { outcome: "over" | "reached" | "unclear" }
    | { outcome: "expected"; earliest: string; latest: string };
};

/** A campaign's data at one time. Missing bars are zero. */
type Snapshot = CampaignDates & {
  publishedAt: Date | null;
  confirmed: number;
  goal: number;
  counted: number | null;
  measured: number | null;
  measuredAt: Date | null;
  minutes: Bar[];
  hours: Bar[];
};

/** Computes the live figures from a snapshot. */
export function liveFigures(snapshot: Snapshot, now: Date): LiveFigures {
  const minutes = countsUntil(snapshot.minutes, { now, strideMinutes: 1, bars: DASHBOARD_MINUTES + 1 });
  const hours = countsUntil(snapshot.hours, { now, strideMinutes: HOUR_MINUTES, bars: DASHBOARD_HOURS + 1 });
  // Excludes the current minute and hour: they are incomplete and would lower every rate.
  const whole = { minutes: minutes.slice(0, -1), hours: hours.slice(0, -1) };
  const lastHour = sum(whole.minutes);
  const pending = pendingCount(snapshot);
  return {
    at: now.toISOString(),
    confirmed: snapshot.confirmed,
    goal: snapshot.goal,
    pending: pending.pending,
    pendingAsOf: pending.asOf?.toISOString() ?? null,
    pendingAtLeast: pending.atLeast,
    perMinute: Math.max(0, sum(whole.minutes.slice(-RATE_MINUTES)) / RATE_MINUTES),
    perMinuteInHour: Math.max(0, lastHour / DASHBOARD_MINUTES),
    lastHour: Math.max(0, lastHour),
    minutesFrom: barAt(new Date(now.getTime() - (DASHBOARD_MINUTES - 1) * MINUTE_MS), 1).toISOString(),
    minutes: minutes.slice(1),
    goalIn: serializeForecast(forecastOf(snapshot, { ...whole, now })),
  };
}

type Counts = { minutes: number[]; hours: number[]; now: Date };

/** Forecasts from the time since the campaign opened only. */
function forecastOf(snapshot: Snapshot, { minutes, hours, now }: Counts): Forecast | { outcome: "over" } {
  if (snapshot.confirmed >= snapshot.goal) return { outcome: "reached" };
  if (!snapshot.publishedAt || statusForStaff(snapshot, now) !== "open") return { outcome: "over" };
  const opened = snapshot.opensAt ?? snapshot.publishedAt;
  const age = Math.floor((now.getTime() - opened.getTime()) / MINUTE_MS);
  return forecastGoal({
    ...snapshot,
    now,
    minutes: lastOf(minutes, age),
    hours: lastOf(hours, Math.floor(age / HOUR_MINUTES)),
  });
}

const lastOf = (counts: number[], length: number) => (length > 0 ? counts.slice(-length) : []);

function serializeForecast(goal: Forecast | { outcome: "over" }): LiveFigures["goalIn"] {
  if (goal.outcome !== "expected") return { outcome: goal.outcome };
  return {
    outcome: "expected",
    earliest: goal.earliest.toISOString(),
    latest: goal.latest.toISOString(),
  };
}

/** Returns the counts of the last `bars` bars, the current one last. */
function countsUntil(known: Bar[], frame: { now: Date; strideMinutes: number; bars: number }): number[] {
  const newest = barAt(frame.now, frame.strideMinutes).getTime();
  const byTime = new Map(known.map(({ at, confirmed }) => [at.getTime(), confirmed]));
  return Array.from({ length: frame.bars }, (_, index) => {
    const at = newest - (frame.bars - 1 - index) * frame.strideMinutes * MINUTE_MS;
    return byTime.get(at) ?? 0;
  });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
