import { firstCause } from "@/lib/failures";
import { log } from "@/lib/log";

const MOST_AT_ONCE = 1_000;
const ANSWER_WITHIN_MS = 8_000;

/** How PostgreSQL, postgres.js and the network say "not now": connections, shutdown, cancelled statements, deadlocks, a server that became read-only. */
const NOT_NOW =
  /^(08|53|57|40001|40P01|25006)|^(CONNECT_TIMEOUT|CONNECTION_\w+|ECONN\w+|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT)$/;

let atOnce = 0;

/**
 * Does database work within bounds: at most 1,000 pieces at once, each answered within 8 s. Null means "not now":
 * the database is away or behind, and whether the work was done is not known, so it must be safe to repeat.
 * postgres.js has no such bound; a frozen server would hold every request for ever.
 */
export async function withDatabaseLimits<T extends object>(work: () => Promise<T>): Promise<T | null> {
  if (atOnce >= MOST_AT_ONCE) return null;
  atOnce += 1;
  const done = Promise.resolve()
    .then(work)
    .catch(notNow)
    .finally(() => {
      atOnce -= 1; // only when it really ended: a frozen server fills the bound, and the next is turned away at once
    });
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    deadline = setTimeout(resolve, ANSWER_WITHIN_MS, null);
  });
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(deadline);
    done.catch((cause) => log().error({ cause: String(cause) }, "work failed, perhaps after its deadline"));
  }
}

function notNow(error: unknown): null {
  const cause = firstCause(error);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (!NOT_NOW.test(code)) throw cause;
  log().warn({ code }, "the database is out of reach");
  return null;
}
