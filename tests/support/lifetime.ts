import { onTestFinished } from "vitest";
import type { Lifetime } from "@/scripts/stack/lifetime";

/** Returns a lifetime that ends with the test: everything registered with it is stopped then. */
export function lifetimeOfTest(): Lifetime {
  const ended = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    ended.abort();
    for (const stop of stops) await stop();
  });
  return { signal: ended.signal, onStop: (stop) => stops.unshift(stop) };
}

/** Runs a step without reporting progress. */
export const withoutProgress = <T>(_: unknown, work: () => Promise<T>) => work();
