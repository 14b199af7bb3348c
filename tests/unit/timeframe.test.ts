import { describe, expect, test } from "vitest";
import { allBars, lastDays, parseRange, timeframe } from "@/lib/reporting/timeframe";

describe("a chart", () => {
  const now = new Date("2017-12-03T12:34:56Z");

  test("covers the last hour by minute, the day by hour, the week by six hours", () => {
    const bars = (range: "hour" | "day" | "week") =>
      allBars([], timeframe({ range, now, firstAt: null })).map(({ at }) => at.toISOString());
    expect(bars("hour")).toHaveLength(60);
    expect(bars("hour").at(-1)).toBe("2017-12-03T12:34:00.000Z");
    expect(bars("day")).toHaveLength(24);
    expect(bars("day")[0]).toBe("2017-12-02T13:00:00.000Z");
    expect(bars("week")).toHaveLength(28);
    expect(bars("week").at(-1)).toBe("2017-12-03T12:00:00.000Z");
  });

  test.each([1, 10, 100, 1_000, 2_000])("a chart of all signatures stays readable after %i days", (days) => {
    const firstAt = new Date(now.getTime() - days * 86_400_000);
    const bars = allBars([], timeframe({ range: "all", now, firstAt }));
    expect(bars.length).toBeGreaterThan(2);
    expect(bars.length).toBeLessThanOrEqual(75);
    expect(bars[0]?.at.getTime()).toBeLessThanOrEqual(firstAt.getTime());
  });

  test("includes empty bars and puts each signature into its bar", () => {
    const known = [{ at: new Date("2017-12-02T00:00:00Z"), confirmed: 4 }];
    expect(allBars(known, lastDays(3, now)).map(({ confirmed }) => confirmed)).toEqual([0, 4, 0]);
  });

  test("defaults to the week for an unknown range", () => {
    expect(parseRange("day")).toBe("day");
    expect([parseRange(undefined), parseRange("century"), parseRange(["day", "day"])]).toEqual([
      "week",
      "week",
      "week",
    ]);
  });
});
