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

describe("the forecast of the goal", () => {
  test("contains the true time for a steady rate", () => {
    const { from, to } = interval(
      forecastGoal({ confirmed: 700, goal: 1_000, now, minutes: steady(60, 10), hours: steady(168, 600) }),
    );
    expect(from).toBeLessThan(0.5);
    expect(to).toBeGreaterThan(0.5);
    expect(to).toBeLessThan(2);
  });

  test("is wider for a more distant goal and a more variable rate", () => {
    const width = (remaining: number, minutes: number[]) => {
      const { from, to } = interval(forecastGoal({ confirmed: 0, goal: remaining, now, minutes, hours: [] }));
      return to / Math.max(from, 0.01);
    };
    const variable = Array.from({ length: 60 }, (_, index) => (index % 20 < 10 ? 0 : 20));
    expect(width(500, steady(60, 10))).toBeGreaterThan(width(100, steady(60, 10)));
    expect(width(500, variable)).toBeGreaterThan(width(500, steady(60, 10)));
  });

  test("uses the last day for a goal that is hours away", () => {
    const hours = [...steady(144, 0), ...steady(24, 100)];
    const { from, to } = interval(
      forecastGoal({ confirmed: 0, goal: 1_000, now, minutes: steady(60, 1), hours }),
    );
    expect(from).toBeGreaterThan(2);
    expect(to).toBeLessThan(48);
  });

  test("rounds to steps that match its precision", () => {
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

  test("is unclear with too few signatures, and reports a reached goal", () => {
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

  test("exclude the current minute from the rate", () => {
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

  test("have no forecast for a campaign that is over", () => {
    const closed = { ...campaign, minutes: [], closedAt: ago(10) };
    expect(liveFigures(closed, now).goalIn).toEqual({ outcome: "over" });
    expect(liveFigures({ ...closed, confirmed: 100 }, now).goalIn).toEqual({ outcome: "reached" });
  });
});

test("the pending count is exact while small, else as of the last measurement", () => {
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

test("signatures per 1,000 readers are null if readers were not counted from the start", () => {
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: 1_500, fromTheStart: true })).toBe(20);
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: 1_500, fromTheStart: false })).toBeNull();
  expect(signaturesPerThousandReaders({ confirmed: 30, readers: null, fromTheStart: null })).toBeNull();
});

test("every quarter of the goal is a milestone once", () => {
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

  test("are purged at the end of the day", () => {
    const { isFirst } = createReaderFilter();
    expect(isFirst(reading, new Date("2026-11-25T23:59:59Z"))).toBe(true);
    expect(isFirst(reading, new Date("2026-11-26T00:00:01Z"))).toBe(true);
  });

  test("are distinguished with few collisions", () => {
    const { isFirst } = createReaderFilter();
    let counted = 0;
    for (let person = 0; person < 50_000; person += 1)
      if (isFirst({ ...reading, address: `2001:db8::${person}` }, now)) counted += 1;
    expect(counted).toBeGreaterThan(49_990);
  });
});
