import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

type WriteBehind = {
  everyMs: number;
  /** After a round in which the database was away: nobody asks it twice a second. */
  restMs?: number;
  /** One round. False says that the database is away. */
  write: (now: Date) => Promise<boolean>;
};

/**
 * Has what a process collects written down in rounds, never two at once, and once more when the process is told to end. A
 * round that fails is logged, and the next one comes all the same.
 */
export function writeBehind({ everyMs, restMs = 0, write }: WriteBehind) {
  let underWay: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let restsUntil = 0;

  function begin(now: Date) {
    underWay = write(now)
      .catch((error: unknown) => {
        log().error({ cause: traceOf(error) }, "what was counted could not be written down");
        return false;
      })
      .then((written) => {
        restsUntil = written ? 0 : Date.now() + restMs;
        underWay = undefined;
      });
    return underWay;
  }

  /** Writes all that there is by now: a round that has begun already does not know of it. */
  function writeNow(now = new Date()): Promise<void> {
    if (!underWay) return begin(now);
    following ??= underWay.then(() => {
      following = undefined;
      return begin(now);
    });
    return following;
  }

  /** The same, unless the database was away a moment ago. */
  async function writeUnlessResting(): Promise<void> {
    if (Date.now() >= restsUntil) await writeNow();
  }

  setInterval(() => {
    if (!underWay) void writeUnlessResting();
  }, everyMs).unref();
  process.once("SIGTERM", () => void writeNow());
  return { writeNow, writeUnlessResting };
}
