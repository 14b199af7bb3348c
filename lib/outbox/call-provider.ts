import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { mailPace } from "@/db/schema";
import type { Answer } from "@/lib/mail";
import { failuresAfter, QUIET_AFTER_LOST_ANSWER_MS, quietMs } from "./pace";

/** How soon a worker tries again while another one calls. */
const RETRY_LOCK_MS = 50;

/**
 * called: the call was made. quiet: the provider must not be called yet. locked: another worker is calling it. Try again
 * after `delayMs`.
 */
type ProviderCall<Result> =
  | { outcome: "called"; result: Result }
  | { outcome: "quiet" | "locked"; delayMs: number };

/**
 * Makes one call to the provider, unless another worker is calling or the provider must not be called yet. The provider's
 * rate limits apply to the whole account, so only one worker calls at a time. An advisory lock enforces this; it is released
 * if the worker is killed. The next worker then waits 3 s, because the lost response may have contained Retry-After.
 */
export async function callProviderExclusively<Result>(
  db: Database,
  call: () => Promise<{ answer: Answer | null; result: Result }>,
): Promise<ProviderCall<Result>> {
  return db.transaction(async (providerLock): Promise<ProviderCall<Result>> => {
    const [lock] = await providerLock.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('groundswell'), hashtext('mail')) as mine`,
    );
    if (lock?.mine !== true) return { outcome: "locked", delayMs: RETRY_LOCK_MS };
    // Not in this transaction: other workers must see it before the call is made.
    const begun = await beginCall(db);
    if (begun.delayMs !== null) return { outcome: "quiet", delayMs: begun.delayMs };
    const { answer, result } = await call();
    await endCall(db, { ...begun, answer });
    return { outcome: "called", result };
  });
}

type Begun = { delayMs: number } | { delayMs: null; since: string; failures: number };

/** Records that a call begins, or returns how long to wait. Uses the database's clock, which all workers share. */
async function beginCall(db: Database): Promise<Begun> {
  const quietForMs = sql<number>`extract(epoch from ${mailPace.quietUntil} - clock_timestamp())::float8 * 1000`;
  const [pace] = await db
    .select({
      lost: sql<boolean>`${mailPace.callingSince} is not null`,
      quietForMs,
      failures: mailPace.failures,
    })
    .from(mailPace);
  if (pace?.lost) {
    const quiet = sql`clock_timestamp() + make_interval(secs => ${QUIET_AFTER_LOST_ANSWER_MS / 1_000})`;
    await db
      .update(mailPace)
      .set({ callingSince: null, quietUntil: sql`greatest(${mailPace.quietUntil}, ${quiet})` });
    return { delayMs: QUIET_AFTER_LOST_ANSWER_MS };
  }
  if (pace && pace.quietForMs > 0) return { delayMs: Math.ceil(pace.quietForMs) };
  const [begun] = await db
    .insert(mailPace)
    .values({ callingSince: sql`clock_timestamp()` })
    .onConflictDoUpdate({ target: mailPace.id, set: { callingSince: sql`excluded.calling_since` } })
    // As text: a Date would lose the microseconds, which identify the call.
    .returning({ since: sql<string>`${mailPace.callingSince}::text` });
  return { delayMs: null, since: begun?.since ?? "", failures: pace?.failures ?? 0 };
}

async function endCall(db: Database, call: { since: string; failures: number; answer: Answer | null }) {
  const { since, answer } = call;
  // A worker whose connection broke has lost the lock. It must not end the call of the next worker.
  const callingSince = sql`nullif(${mailPace.callingSince}, ${since}::timestamptz)`;
  if (!answer) return void (await db.update(mailPace).set({ callingSince }));
  const failures = failuresAfter(answer, call.failures);
  const quietSeconds = quietMs({ answer, failures }) / 1_000;
  const error = answer.accepted ? null : `${answer.status ?? "no answer"} ${answer.reason}`;
  await db.update(mailPace).set({
    callingSince,
    failures,
    quietUntil: sql`greatest(${mailPace.quietUntil}, clock_timestamp() + make_interval(secs => ${quietSeconds}))`,
    ...(error === null
      ? { lastSuccessAt: sql`clock_timestamp()` }
      : { lastError: error, lastErrorAt: sql`clock_timestamp()` }),
  });
}
