import { describe, expect, test } from "vitest";
import { milestonePassed } from "@/app/[locale]/staff/campaigns/[slug]/_dashboard/milestones";
import { createReaderFilter } from "@/lib/articles/count-readers";
import { signaturesPerThousandReaders } from "@/lib/reporting/conversion-rates";
import { type Forecast, forecastGoal } from "@/lib/reporting/forecast";
import { liveFigures } from "@/lib/reporting/live-figures";
import { MAX_EXACT_PENDING, pendingCount } from "@/lib/reporting/pending-signatures";

const now = new Date("2026-11-25T10:00:00Z");
const HOUR_MS = 3_600_000;
const steady = (count: number, each: number) => Array.from({ length: count }, () => each);

function interval(forecast: Forecast) {
  if (forecast.outcome !== "expected") throw new Error(forecast.outcome);
  const hours = (at: Date) => (at.getTime() - now.getTime()) / HOUR_MS;
  return { from: hours(forecast.earliest), to: hours(forecast.latest) };
}

describe("the forecast of the next goal", () => {
  test("holds what a steady stream will really do", () => {
    const { from, to } = interval(
      forecastGoal({ confirmed: 700, goal: 1_000, now, minutes: steady(60, 10), hours: steady(168, 600) }),
    );
    expect(from).toBeLessThan(0.5);
    expect(to).toBeGreaterThan(0.5);
    expect(to).toBeLessThan(2);
  });

  test("is vaguer the further away the goal is, and the gustier the stream", () => {
    const width = (remaining: number, minutes: number[]) => {
      const { from, to } = interval(forecastGoal({ confirmed: 0, goal: remaining, now, minutes, hours: [] }));
      return to / Math.max(from, 0.01);
    };
    const gusty = Array.from({ length: 60 }, (_, index) => (index % 20 < 10 ? 0 : 20));
    expect(width(500, steady(60, 10))).toBeGreaterThan(width(100, steady(60, 10)));
    expect(width(500, gusty)).toBeGreaterThan(width(500, steady(60, 10)));
  });

  test("looks at the day for a goal that is hours away, so that one hour does not decide", () => {
    const hours = [...steady(144, 0), ...steady(24, 100)];
    const { from, to } = interval(
      forecastGoal({ confirmed: 0, goal: 1_000, now, minutes: steady(60, 1), hours }),
    );
    expect(from).toBeGreaterThan(2);
    expect(to).toBeLessThan(48);
  });

  test("never pretends to the minute what it knows to the day", () => {
    const forecast = forecastGoal({
      confirmed: 0,
      goal: 900,
      now,
      minutes: steady(60, 0),
      hours: steady(168, 5),
    });
    if (forecast.outcome !== "expected") throw new Error(forecast.outcome);
    expect([forecast.earliest, forecast.latest].map((at) => at.getTime() % (24 * HOUR_MS))).toEqual([0, 0]);
  });

  test("says that it can't tell from too few, and that a goal is reached", () => {
    const few = { now, minutes: steady(60, 0), hours: [...steady(160, 0), ...steady(8, 1)] };
    expect(forecastGoal({ confirmed: 0, goal: 100, ...few })).toEqual({ outcome: "unclear" });
    expect(forecastGoal({ confirmed: 0, goal: 100, now, minutes: [], hours: [] })).toEqual({
      outcome: "unclear",
    });
    expect(forecastGoal({ confirmed: 100, goal: 100, ...few })).toEqual({ outcome: "reached" });
    expect(forecastGoal({ confirmed: 0, goal: 10_000_000, now, minutes: [], hours: steady(168, 1) })).toEqual(
      {
        outcome: "unclear",
      },
    );
  });
});

describe("the live figures", () => {
  const campaign = {
    publishedAt: new Date("2026-11-01T00:00:00Z"),
    opensAt: null,
    closesAt: null,
    closedAt: null,
    wonAt: null,
    successorId: null,
    confirmed: 50,
    goal: 100,
    counted: 3,
    measured: null,
    measuredAt: null,
    hours: [],
  };
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  test("take the rate over whole minutes, not over the one under way", () => {
    const minutes = [
      { at: ago(0), confirmed: 9 },
      { at: ago(1), confirmed: 5 },
      { at: ago(6), confirmed: 55 },
    ];
    const figures = liveFigures({ ...campaign, minutes }, now);
    expect(figures).toMatchObject({ perMinute: 1, perMinuteInHour: 1, lastHour: 60, pending: 3 });
    expect(figures.minutes).toHaveLength(60);
    expect(figures.minutes.slice(-2)).toEqual([5, 9]);
    expect(figures.minutesFrom).toBe(ago(59).toISOString());
  });

  test("expect no goal of a campaign that is over", () => {
    const closed = { ...campaign, minutes: [], closedAt: ago(10) };
    expect(liveFigures(closed, now).goalIn).toEqual({ outcome: "over" });
    expect(liveFigures({ ...closed, confirmed: 100 }, now).goalIn).toEqual({ outcome: "reached" });
  });
});

test("how many wait is exact while they are few, and else as of when they were counted", () => {
  expect(pendingCount({ counted: 7, measured: null, measuredAt: null })).toMatchObject({
    pending: 7,
    asOf: null,
  });
  expect(pendingCount({ counted: null, measured: 90_000, measuredAt: now })).toEqual({
    pending: 90_000,
    asOf: now,
    atLeast: false,
  });
  expect(pendingCount({ counted: MAX_EXACT_PENDING + 1, measured: 5, measuredAt: now })).toMatchObject({
    pending: MAX_EXACT_PENDING,
    atLeast: true,
  });
});

test("signatures per 1,000 readers are left open where readers were not counted from the start", () => {
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: 1_500, fromTheStart: true })).toBe(20);
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: 1_500, fromTheStart: false })).toBeNull();
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: null, fromTheStart: null })).toBeNull();
});

test("quarters of the goal are milestones, each once", () => {
  expect(milestonePassed(24, { confirmed: 25, goal: 100 })).toBe(0.25);
  expect(milestonePassed(25, { confirmed: 26, goal: 100 })).toBeNull();
  expect(milestonePassed(40, { confirmed: 130, goal: 100 })).toBe(1);
});

describe("the readers of a day", () => {
  const reading = { address: "203.0.113.7", agent: "Firefox", article: "en/water" };

  test("are counted once for each article", () => {
    const { isFirst } = createReaderFilter();
    expect(isFirst(reading, now)).toBe(true);
    expect(isFirst(reading, now)).toBe(false);
    expect(isFirst({ ...reading, article: "es/water" }, now)).toBe(true);
    expect(isFirst({ ...reading, address: "203.0.113.8" }, now)).toBe(true);
  });

  test("are forgotten with the day: the next one knows nobody", () => {
    const { isFirst } = createReaderFilter();
    expect(isFirst(reading, new Date("2026-11-25T23:59:59Z"))).toBe(true);
    expect(isFirst(reading, new Date("2026-11-26T00:00:01Z"))).toBe(true);
  });

  test("are hardly ever taken for one another", () => {
    const { isFirst } = createReaderFilter();
    let counted = 0;
    for (let person = 0; person < 50_000; person += 1)
      if (isFirst({ ...reading, address: `2001:db8::${person}` }, now)) counted += 1;
    expect(counted).toBeGreaterThan(49_990);
  });
});
