import { LRUCache } from "lru-cache";
import { perProcess } from "@/db/singleton";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { withTimeout } from "@/lib/with-timeout";

type StaleWhileRevalidateOptions = {
  /** Names the cache in this process and in log entries. */
  name: string;
  maxEntries: number;
  /** A younger value is returned without loading. */
  freshMs: number;
  /** A value that expired more recently than this is returned at once and reloaded in the background. */
  staleMs?: number;
  /** How long `get` waits for a load if it has a value of any age to fall back on. */
  maxWaitMs?: number;
  /** How long `get` waits for a load if it has no value. */
  maxFirstWaitMs?: number;
};

/** Loads a value; undefined if it does not exist. Rejects with `SourceUnavailable` to have the last value used without a log entry. */
type Load<Value> = () => Promise<Value | undefined>;

/** Known by its name: the HTTP server and Next share caches, but each has its own copy of this class. */
export class SourceUnavailable extends Error {
  override name = "SourceUnavailable";
}

function isSourceUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === "SourceUnavailable";
}

/**
 * Creates the process-wide cache of a source that may be slow or unavailable. `get` never rejects: it returns the value,
 * undefined if it does not exist, or null if the source is unavailable and no earlier value is known. Concurrent reads of
 * a key share one load.
 */
export function staleWhileRevalidate<Value extends object>({
  name,
  maxEntries,
  freshMs,
  staleMs = 0,
  maxWaitMs = Number.POSITIVE_INFINITY,
  maxFirstWaitMs = Number.POSITIVE_INFINITY,
}: StaleWhileRevalidateOptions) {
  const values = loadingCache<Value>({ name, maxEntries, freshMs });
  const lastValue = (key: string) => values().peek(key, { allowStale: true }) ?? null;

  async function get(key: string, load: Load<Value>): Promise<Value | undefined | null> {
    const expiredForMs = -values().getRemainingTTL(key);
    const loading = values()
      .fetch(key, { allowStale: expiredForMs < staleMs, context: load })
      .catch((error: unknown) => {
        if (!isSourceUnavailable(error))
          log().error({ cache: name, cause: traceOf(error) }, "a cached value could not be loaded");
        return lastValue(key);
      });
    return withTimeout(loading, {
      timeoutMs: lastValue(key) ? maxWaitMs : maxFirstWaitMs,
      otherwise: () => lastValue(key),
    });
  }

  return { get };
}

/** Creates a process-wide cache that loads missing and expired values. Concurrent reads of a key share one load, and a failed load keeps the expired value. */
export function loadingCache<Value extends object>({
  name,
  maxEntries,
  freshMs,
}: Pick<StaleWhileRevalidateOptions, "name" | "maxEntries" | "freshMs">) {
  return perProcess(
    name,
    () =>
      new LRUCache<string, Value, Load<Value>>({
        max: maxEntries,
        ttl: freshMs,
        noDeleteOnFetchRejection: true,
        noDeleteOnStaleGet: true,
        fetchMethod: (_key, _expired, { context: load }) => load(),
      }),
  );
}
