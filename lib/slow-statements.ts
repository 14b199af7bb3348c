import { onStatement } from "@/db/observe-statements";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const MAX_TEXT_LENGTH = 2_000;
/** While the database is slow, every statement is. */
const MAX_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

/**
 * Logs statements that take `SLOW_QUERY_MS` or longer, from when they are given to the driver: their text, in which parameters are
 * numbers. At most 30 a minute; then how many more there were. 0 logs none.
 */
export function logSlowStatements({ clock = () => performance.now() }: { clock?: () => number } = {}): void {
  const slowMs = env().SLOW_QUERY_MS;
  if (slowMs === 0) return;
  let minute = { startedAt: clock(), logged: 0, dropped: 0 };
  onStatement((text) => {
    const startedAt = clock();
    return () => {
      const now = clock();
      const ms = Math.round(now - startedAt);
      if (ms < slowMs) return;
      if (now - minute.startedAt >= MINUTE_MS) {
        if (minute.dropped > 0) log().warn({ statements: minute.dropped }, "more statements were slow");
        minute = { startedAt: now, logged: 0, dropped: 0 };
      }
      if (minute.logged >= MAX_PER_MINUTE) {
        minute.dropped += 1;
        return;
      }
      minute.logged += 1;
      log().warn({ ms, statement: text.slice(0, MAX_TEXT_LENGTH) }, "a statement was slow");
    };
  });
}
