import { AsyncLocalStorage } from "node:async_hooks";
import { perProcess } from "@/db/singleton";

/**
 * Requests that share limits and database connections. Whatever the load of the public, staff can work, and health checks, metrics
 * and messages between processes (`internal`) are answered.
 */
export type Lane = "public" | "staff" | "internal";

const current = perProcess("lane", () => new AsyncLocalStorage<Lane>());

/** Runs a function in a lane, with all that it starts. */
export function inLane<T>(lane: Lane, run: () => T): T {
  return current().run(lane, run);
}

/** Returns the lane of the request that is being answered. */
export function currentLane(): Lane {
  return current().getStore() ?? "public";
}

/** Makes a value for each lane, at its first use in this process. */
export function perLane<T>(name: string, make: (lane: Lane) => T): () => T {
  const values = perProcess(`lanes.${name}`, () => new Map<Lane, T>());
  return () => {
    const lane = currentLane();
    const existing = values().get(lane);
    if (existing !== undefined) return existing;
    const value = make(lane);
    values().set(lane, value);
    return value;
  };
}
