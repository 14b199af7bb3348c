import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SourceUnavailable, staleWhileRevalidate } from "@/app/_http/stale-while-revalidate";

let now = 1;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function wait(ms: number) {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

const LIMITS = { maxEntries: 10, freshMs: 100 };
const never = () => new Promise<never>(() => {});
const unavailable = async () => {
  throw new SourceUnavailable();
};

test("returns a fresh value without loading, and loads an expired one", async () => {
  const cache = staleWhileRevalidate<{ count: number }>({ ...LIMITS, name: "test-fresh" });
  let loads = 0;
  const load = async () => ({ count: ++loads });
  expect(await cache.get("key", load)).toEqual({ count: 1 });
  await wait(90);
  expect(await cache.get("key", load)).toEqual({ count: 1 });
  await wait(20);
  expect(await cache.get("key", load)).toEqual({ count: 2 });
});

test("concurrent reads of a key share one load", async () => {
  const cache = staleWhileRevalidate<{ count: number }>({ ...LIMITS, name: "test-shared" });
  let loads = 0;
  const load = async () => ({ count: ++loads });
  const values = await Promise.all([
    cache.get("key", load),
    cache.get("key", load),
    cache.get("other", load),
  ]);
  expect(values).toEqual([{ count: 1 }, { count: 1 }, { count: 2 }]);
});

test("returns a stale value at once, while it is reloaded in the background", async () => {
  const cache = staleWhileRevalidate<{ count: number }>({ ...LIMITS, name: "test-stale", staleMs: 1_000 });
  let loads = 0;
  const load = async () => ({ count: ++loads });
  await cache.get("key", load);
  await wait(500);
  expect(await cache.get("key", load)).toEqual({ count: 1 });
  await wait(1);
  expect(loads).toBe(2);
  expect(await cache.get("key", never)).toEqual({ count: 2 });
});

test("returns the last value, however old, if the source is unavailable or too slow", async () => {
  const cache = staleWhileRevalidate<{ count: number }>({ ...LIMITS, name: "test-last", maxWaitMs: 50 });
  await cache.get("key", async () => ({ count: 1 }));
  await wait(3_600_000);
  expect(await cache.get("key", unavailable)).toEqual({ count: 1 });
  const slow = cache.get("key", never);
  await wait(50);
  expect(await slow).toEqual({ count: 1 });
});

test("returns null for an unavailable source without an earlier value, and undefined for a missing value", async () => {
  const cache = staleWhileRevalidate<{ count: number }>({ ...LIMITS, name: "test-null", maxFirstWaitMs: 50 });
  expect(await cache.get("unavailable", unavailable)).toBeNull();
  expect(await cache.get("missing", async () => undefined)).toBeUndefined();
  const slow = cache.get("slow", never);
  await wait(50);
  expect(await slow).toBeNull();
});
