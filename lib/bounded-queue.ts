/** How long entries may wait, and how many. */
export type QueueLimits = {
  maxLength: number;
  /** The longest wait, also after a short burst. */
  maxWaitMs: number;
  /** The longest wait while there is more work than can be done. */
  overloadedWaitMs: number;
};

/**
 * For what a request waits before its work starts. With these, a refusal comes within a second. The second limit is a few times
 * the duration of a group of writes, so that the next one is always full.
 */
export const REQUEST_QUEUE: QueueLimits = { maxLength: 1_000, maxWaitMs: 900, overloadedWaitMs: 250 };

/**
 * Returns how long an entry may wait in a queue that somebody has waited in since `busySince`. This is controlled delay: a queue
 * that was not emptied for `maxWaitMs` stands, and waiting in it is useless. Refusing early keeps the wait of those who are served short, and
 * they are still there when their turn comes. After CoDel (RFC 8289), for requests as in B. Maurer, "Fail at Scale" (ACM Queue 13(8), 2015).
 */
export function allowedWaitMs(
  { now, busySince }: { now: number; busySince: number },
  { maxWaitMs, overloadedWaitMs }: QueueLimits,
): number {
  return now - busySince < maxWaitMs ? maxWaitMs : overloadedWaitMs;
}

type Options<Value> = {
  limits: QueueLimits;
  /** Called for each entry that has waited too long. */
  refuse: (value: Value) => void;
  /** The current time in milliseconds. */
  clock?: () => number;
};

/** Creates a first-in, first-out queue that refuses entries by their age, also while nobody takes any. */
export function boundedQueue<Value>({ limits, refuse, clock = () => performance.now() }: Options<Value>) {
  let entries: { value: Value; since: number }[] = [];
  /** Since when the queue was not emptied by those who take from it. Refusals do not count. */
  let busySince: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  function refuseOld() {
    const now = clock();
    const oldest = now - allowedWaitMs({ now, busySince: busySince ?? now }, limits);
    const kept = entries.findIndex(({ since }) => since > oldest);
    const old = entries.splice(0, kept < 0 ? entries.length : kept);
    for (const { value } of old) refuse(value);
    schedule(now);
  }

  function schedule(now: number) {
    clearTimeout(timer);
    timer = undefined;
    const [first] = entries;
    if (!first) return;
    const standsAt = (busySince ?? now) + limits.maxWaitMs;
    // Then the limit of all of them changes.
    const dueAt = standsAt > now ? standsAt : first.since + limits.overloadedWaitMs;
    timer = setTimeout(refuseOld, Math.max(1, dueAt - now));
  }

  return {
    /** Adds an entry. False: the queue is full. */
    add(value: Value): boolean {
      if (entries.length >= limits.maxLength) return false;
      const now = clock();
      entries.push({ value, since: now });
      busySince ??= now;
      if (!timer) schedule(now);
      return true;
    },
    /** Removes and returns the oldest entries that have not waited too long, `max` at most. */
    take(max: number): Value[] {
      refuseOld();
      const taken = entries.slice(0, max).map(({ value }) => value);
      entries = entries.slice(max);
      if (entries.length === 0) {
        busySince = undefined;
        schedule(clock());
      }
      return taken;
    },
    get length() {
      return entries.length;
    },
  };
}
