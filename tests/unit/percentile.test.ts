import { expect, test } from "vitest";
import { median, percentile } from "../../scripts/bench/percentile";

test("a percentile is the smallest sample that this share of all samples does not exceed", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(median(hundred)).toBe(50);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile([7], 0.99)).toBe(7);
  expect(median([])).toBeNaN();
});
