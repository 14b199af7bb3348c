import { describe, expect, test } from "vitest";
import { failuresAfter, quietMs } from "@/lib/outbox/pace";
import { accepted, refused } from "../support/provider-answers";

describe("the pause after a response of the provider", () => {
  test("all workers pause for the time that the provider asks for", () => {
    const answer = refused(429, { "retry-after": "2", "ratelimit-remaining": "0", "ratelimit-reset": "1" });
    expect(quietMs({ answer, failures: 1 })).toBe(2_000);
    expect(quietMs({ answer: refused(429, { "retry-after": "0.25" }), failures: 1 })).toBe(250);
  });

  test("all workers pause until the end of the rate-limit window, when no calls are left", () => {
    expect(
      quietMs({ answer: accepted({ "ratelimit-remaining": "0", "ratelimit-reset": "3" }), failures: 0 }),
    ).toBe(3_000);
    expect(quietMs({ answer: accepted({ "ratelimit-remaining": "0" }), failures: 0 })).toBe(1_000);
  });

  test("workers do not pause when calls are left or no limit is given", () => {
    expect(quietMs({ answer: accepted({ "ratelimit-remaining": "4" }), failures: 0 })).toBe(0);
    expect(quietMs({ answer: accepted(), failures: 0 })).toBe(0);
    expect(quietMs({ answer: accepted({ "retry-after": "soon" }), failures: 0 })).toBe(0);
  });

  test("all workers pause longer after each failure, with random variation, up to a minute", () => {
    const pauseAfter = (failures: number) => quietMs({ answer: refused(500), failures });
    for (const [failures, min, max] of [
      [1, 500, 1_000],
      [2, 1_000, 2_000],
      [4, 4_000, 8_000],
      [50, 30_000, 60_000],
    ] as const) {
      expect(pauseAfter(failures)).toBeGreaterThanOrEqual(min);
      expect(pauseAfter(failures)).toBeLessThanOrEqual(max);
    }
  });
});

test("an error of the provider or of our account counts as a failure; a refused mail or an early call does not", () => {
  for (const status of [null, 429, 500, 503, 401, 403]) expect(failuresAfter(refused(status), 2)).toBe(3);
  for (const status of [422, 413]) expect(failuresAfter(refused(status), 2)).toBe(0);
  expect(failuresAfter(refused(429, { "retry-after": "1" }), 2)).toBe(2);
  expect(failuresAfter(accepted(), 2)).toBe(0);
});
