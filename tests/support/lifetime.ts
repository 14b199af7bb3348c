import { onTestFinished } from "vitest";
import type { Lifetime } from "@/scripts/stack/lifetime";

/** As long as the test: what was started in it is stopped when it ends. */
export function lifetimeOfTest(): Lifetime {
  const asked = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    asked.abort();
    for (const stop of stops) await stop();
  });
  return { signal: asked.signal, onStop: (stop) => stops.unshift(stop) };
}

/** Does the steps of a longer work without telling of them. */
export const withoutProgress = <T>(_: unknown, work: () => Promise<T>) => work();
