import { firstCause } from "@/lib/failures";
import { log } from "@/lib/log";

/** The most calls that wait for the database at once. */
export const MAX_CONCURRENT = 1_000;
/** No answer is waited for longer. */
export const TIMEOUT_MS = 8_000;

/** Codes of temporary errors: connection failure, shutdown, cancelled statement, deadlock, read-only server. */
const TEMPORARY_ERROR =
  /^(08|53|57|40001|40P01|25006)|^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT)$/;

/** Of these, codes that one statement gets while others succeed: cancelled statement, serialization failure, deadlock. */
const ERROR_OF_ONE_STATEMENT = /^(57014|40001|40P01)$/;

let running = 0;

/**
 * Runs database work with limits: at most 1,000 concurrent calls, each with a timeout of 8 s. Null means that the database
 * is unavailable or too slow. The work may still have been done, so it must be safe to repeat.
 * postgres.js has no such timeout: a frozen server would hold every request forever.
 */
export async function withDatabaseLimits<T extends object>(work: () => Promise<T>): Promise<T | null> {
  if (running >= MAX_CONCURRENT) return null;
  running += 1;
  const result = Promise.resolve()
    .then(work)
    .catch(nullIfTemporary)
    .finally(() => {
      running -= 1; // not at the timeout: calls to a frozen server keep counting, so further calls fail at once
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
