import { log } from "@/lib/log";

const MOST_AT_ONCE = 1_000;
const ANSWER_WITHIN_MS = 8_000;

/** PostgreSQL's and postgres.js's ways of saying "not now": connection trouble, shutdown, too many clients, cancelled statement. */
const NOT_NOW =
  /^(08|53|57)|^(CONNECT_TIMEOUT|CONNECTION_CLOSED|CONNECTION_ENDED|CONNECTION_DESTROYED|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;

let atOnce = 0;

/**
 * Does database work within bounds: at most 1,000 pieces at once, each answered within 8 s. Null means "not now":
 * the database is away or behind, and whether the work was done is not known, so it must be safe to repeat.
 * postgres.js has no such bound; a frozen server would hold every request for ever.
 */
export async function withinReach<T extends object>(work: () => Promise<T>): Promise<T | null> {
  if (atOnce >= MOST_AT_ONCE) return null;
  atOnce += 1;
  const done = work().finally(() => {
    atOnce -= 1; // only when it really ended: a frozen server fills the bound, and the next is turned away at once
  });
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    deadline = setTimeout(resolve, ANSWER_WITHIN_MS, null);
  });
  try {
    return await Promise.race([done, late]);
  } catch (error) {
    const code = codeOf(error);
    if (!NOT_NOW.test(code)) throw error;
    log().warn({ code }, "the database is out of reach");
    return null;
  } finally {
    clearTimeout(deadline);
    done.catch(() => {}); // after the deadline nobody waits for its failure
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error) return String(error.code);
  return codeOf(error.cause); // Drizzle wraps what postgres.js throws
}
