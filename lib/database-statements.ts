import { onStatement } from "@/db/observe-statements";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { statementSummary } from "@/lib/statement-summary";
import { startSpan } from "@/lib/trace";

const MAX_TEXT_LENGTH = 2_000;
/** While the database is slow, every statement is. */
const MAX_LOGGED_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

/** Traces the statements of requests, groups and jobs: by name and text, in which parameters are numbers. */
export function traceStatements(): void {
  onStatement(() => {
    // Without a parent it is a probe, or a poll for work. Its name is known when it has ended.
    const span = startSpan("statement", { kind: "client", isChild: true });
    return ({ text, isFailed }) =>
      span?.end({
        isFailed,
        name: statementSummary(text),
        attributes: { "db.system.name": "postgresql", "db.query.text": text.slice(0, MAX_TEXT_LENGTH) },
      });
  });
}

/**
 * Logs statements that take `SLOW_QUERY_MS` or longer from when they are given to the driver, with their text, never with
 * parameters. At most 30 a minute; then how many more there were. 0 logs none.
 */
export function logSlowStatements({ clock = () => performance.now() }: { clock?: () => number } = {}): void {
  const slowMs = env().SLOW_QUERY_MS;
  if (slowMs === 0) return;
  const mayLog = loggingRate(clock);
  onStatement(() => {
    const startedAt = clock();
    return ({ text }) => {
      const ms = Math.round(clock() - startedAt);
      if (ms < slowMs || !mayLog()) return;
      log().warn({ ms, statement: text.slice(0, MAX_TEXT_LENGTH) }, "a statement was slow");
    };
  });
}

function loggingRate(clock: () => number): () => boolean {
  let minute = { startedAt: clock(), logged: 0, dropped: 0 };
  return () => {
    const now = clock();
    if (now - minute.startedAt >= MINUTE_MS) {
      if (minute.dropped > 0) log().warn({ statements: minute.dropped }, "more statements were slow");
      minute = { startedAt: now, logged: 0, dropped: 0 };
    }
    const isAllowed = minute.logged < MAX_LOGGED_PER_MINUTE;
    if (isAllowed) minute.logged += 1;
    else minute.dropped += 1;
    return isAllowed;
  };
}
