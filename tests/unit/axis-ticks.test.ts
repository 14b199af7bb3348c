import { expect, test } from "vitest";
import { axisTicks } from "@/app/[locale]/staff/campaigns/[slug]/_dashboard/axis-ticks";

test.each([
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [100, [0, 50, 100]],
  [1_234, [0, 500, 1_000, 1_500]],
])("an axis up to %i has at most five whole, evenly spaced numbers", (largest, ticks) => {
  expect(axisTicks(largest)).toEqual(ticks);
});

test("an axis without signatures still has a height", () => {
  expect(axisTicks(0)).toEqual([0, 1]);
});
