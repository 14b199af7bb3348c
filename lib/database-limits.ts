import { REQUEST_QUEUE } from "@/lib/bounded-queue";
import { connectionsOf } from "@/lib/database";
import { firstCause } from "@/lib/failures";
import { gate } from "@/lib/gate";
import { perLane } from "@/lib/lane";
import { log } from "@/lib/log";

/** The most calls of a lane that wait for an answer at once. */
const MAX_CONCURRENT = 1_000;
/** No answer is waited for longer, so that each request is answered within 5 s. */
export const TIMEOUT_MS = 4_000;

/** Codes of temporary errors: connection failure, shutdown, cancelled statement, deadlock, read-only server. */
const TEMPORARY_ERROR =
  /^(08|53|57|40001|40P01|25006)|^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT)$/;

/** Of these, codes that one statement gets while others succeed: cancelled statement, serialization failure, deadlock. */
const ERROR_OF_ONE_STATEMENT = /^(57014|40001|40P01)$/;

const passGate = perLane("database-gate", (lane) =>
  gate({ maxRunning: connectionsOf(lane), queue: REQUEST_QUEUE }),
);
const waiting = perLane("database-calls", () => ({ calls: 0 }));

/**
 * Runs database work with limits: as many calls at once as there are connections, while others wait in a queue that refuses by
 * age, and each with a timeout of 4 s. Null means that the database is unavailable or too slow, or that there is too much work. The
 * work may still have been done, so it must be safe to repeat.
 */
export function withDatabaseLimits<T extends object>(work: () => Promise<T>): Promise<T | null> {
  const pass = passGate();
  return withAnswerLimits(() => pass(work));
}

/**
 * Like `withDatabaseLimits`, for work that waits in a queue of its own, such as that of `groupWrites`: at most 1,000 calls. Null also
 * if the work returns null.
 * postgres.js has no such timeout: a frozen server would hold every request forever.
 */
export async function withAnswerLimits<T extends object>(work: () => Promise<T | null>): Promise<T | null> {
  const count = waiting();
  if (count.calls >= MAX_CONCURRENT) return null;
  count.calls += 1;
  const result = Promise.resolve()
    .then(work)
    .catch(nullIfTemporary)
    .finally(() => {
      count.calls -= 1; // not at the timeout: calls to a frozen server keep counting, so further calls fail at once
    });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, null);
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
    result.catch((cause) =>
      log().error({ cause: String(cause) }, "database work failed, possibly after its timeout"),
    );
  }
}

/** Work was refused, because there is too much of it. Has PostgreSQL's code for a lack of resources, so that callers treat it as temporary. */
export class OverloadError extends Error {
  override name = "OverloadError";
  readonly code = "53000";
}

/** Whether an error means that the database takes no work at all for now. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(firstCause(error));
  return TEMPORARY_ERROR.test(code) && !ERROR_OF_ONE_STATEMENT.test(code);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function nullIfTemporary(error: unknown): null {
  const cause = firstCause(error);
  const code = codeOf(cause);
  if (!TEMPORARY_ERROR.test(code)) throw cause;
  log().warn({ code }, "the database is unavailable");
  return null;
}
