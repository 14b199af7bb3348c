import { type CampaignDates, campaignState } from "@/lib/campaigns/campaign-status";
import { type Forecast, forecastGoal } from "./forecast";
import { pendingCount } from "./pending-signatures";
import { type Bar, barAt } from "./timeframe";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
export const DASHBOARD_HOURS = 168;
export const DASHBOARD_MINUTES = 60;
/** The shortest time that a rate a minute is taken over: one minute alone jumps. */
const RATE_MINUTES = 5;

/** What a campaign's room shows live, as JSON. Counts only: no name, no address, no comment. */
export type LiveFigures = {
  /** When these were read. */
  at: string;
  confirmed: number;
  goal: number;
  pending: number;
  pendingAsOf: string | null;
  pendingAtLeast: boolean;
  /** Confirmed a minute, over the last 5 and the last 60 whole minutes. */
  perMinute: number;
  perMinuteInHour: number;
  lastHour: number;
  /** The last 60 minutes, the one under way last. `minutesFrom` is when the first of them began. */
  minutesFrom: string;
  minutes: number[];
  goalIn:
    | { outcome: "over" | "reached" | "unclear" }
    | { outcome: "expected"; earliest: string; latest: string };
};

/** What the database knows of a campaign at a moment. Bars that are missing are empty. */
export type Snapshot = CampaignDates & {
  publishedAt: Date | null;
  confirmed: number;
  goal: number;
  counted: number | null;
  measured: number | null;
  measuredAt: Date | null;
  minutes: Bar[];
  hours: Bar[];
};

/** The figures of a moment, from what the tallies say. */
export function liveFigures(snapshot: Snapshot, now: Date): LiveFigures {
  const minutes = countsUntil(snapshot.minutes, { now, strideMinutes: 1, bars: DASHBOARD_MINUTES + 1 });
  const hours = countsUntil(snapshot.hours, { now, strideMinutes: HOUR_MINUTES, bars: DASHBOARD_HOURS + 1 });
  // The minute and the hour under way are not over: as if they were, every rate would sink at their beginning.
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

/** The forecast looks at no time before the campaign was open: nobody could have signed then. */
function forecastOf(snapshot: Snapshot, { minutes, hours, now }: Counts): Forecast | { outcome: "over" } {
  if (snapshot.confirmed >= snapshot.goal) return { outcome: "reached" };
  if (!snapshot.publishedAt || campaignState(snapshot, now) !== "open") return { outcome: "over" };
  const opened = snapshot.opensAt ?? snapshot.publishedAt;
  const age = Math.floor((now.getTime() - opened.getTime()) / MINUTE_MS);
  return forecastGoal({
    ...snapshot,
    now,
    minutes: lastOf(minutes, age),
    hours: lastOf(hours, Math.floor(age / HOUR_MINUTES)),
  });
}

const lastOf = (counts: number[], most: number) => (most > 0 ? counts.slice(-most) : []);

function serializeForecast(goal: Forecast | { outcome: "over" }): LiveFigures["goalIn"] {
  if (goal.outcome !== "expected") return { outcome: goal.outcome };
  return {
    outcome: "expected",
    earliest: goal.earliest.toISOString(),
    latest: goal.latest.toISOString(),
  };
}

/** The counts of the last so many bars, the one under way last. */
function countsUntil(known: Bar[], frame: { now: Date; strideMinutes: number; bars: number }): number[] {
  const newest = barAt(frame.now, frame.strideMinutes).getTime();
  const byTime = new Map(known.map(({ at, confirmed }) => [at.getTime(), confirmed]));
  return Array.from({ length: frame.bars }, (_, index) => {
    const at = newest - (frame.bars - 1 - index) * frame.strideMinutes * MINUTE_MS;
    return byTime.get(at) ?? 0;
  });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
