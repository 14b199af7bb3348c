import { and, eq, gt, gte, inArray, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInRequests } from "@/db/schema";
import { open, seal } from "@/lib/crypto";
import { traceOf } from "@/lib/failures";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { createSignInLink } from "./sign-in-link";

const PURPOSE = "auth/sign-in-request";
/** The requests that one call of `answerSignInRequests` answers at most. */
export const ANSWER_BATCH_SIZE = 100;
/** Older ones are not answered: after a long failure, people have asked again or given up. */
export const ANSWER_WITHIN_MINUTES = 60;
const MAX_TRIES = 5;
const RETRY_AFTER_SECONDS = 10;

/**
 * Records a request for a sign-in link, in one insert that is the same for every address, so that its time does not reveal
 * who belongs to staff. The worker does the rest. The address is stored encrypted.
 */
export async function recordSignInRequest(
  db: Database,
  { email, locale, now }: { email: string; locale: Locale; now: Date },
): Promise<void> {
  const id = newId();
  await db.insert(signInRequests).values({
    id,
    emailCipher: seal(PURPOSE, email, id),
    locale,
    requestedAt: now,
  });
}

/**
 * Creates the sign-in links of recorded requests, the oldest first, each on its own: one that fails is logged and tried again
 * after a while, up to `MAX_TRIES` times, and keeps none of the others waiting. Several workers may do so at once. Returns how
 * many requests were tried.
 */
export async function answerSignInRequests(db: Database, { now }: { now: Date }): Promise<number> {
  let tried = 0;
  for (; tried < ANSWER_BATCH_SIZE; tried += 1) {
    const id = await claimNext(db, now);
    if (!id) break;
    try {
      await answer(db, { id, now });
    } catch (error) {
      log().error({ cause: traceOf(error) }, "a request for a sign-in link could not be answered");
    }
  }
  return tried;
}

/** Counts a try of the next request that is due, in a transaction of its own, so that a failure does not undo it. Null if there is none. */
async function claimNext(db: Database, now: Date): Promise<string | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const next = db
    .select({ id: signInRequests.id })
    .from(signInRequests)
    .where(
      and(
        lt(signInRequests.tries, MAX_TRIES),
        gt(signInRequests.requestedAt, oldestAnswered(now)),
        // The first try at once, the second after this time, and so on.
        sql`${signInRequests.requestedAt} + ${signInRequests.tries} * make_interval(secs => ${RETRY_AFTER_SECONDS}::int) <= ${at}`,
      ),
    )
    .orderBy(signInRequests.id)
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await db
    .update(signInRequests)
    .set({ tries: sql`${signInRequests.tries} + 1` })
    .where(inArray(signInRequests.id, next))
    .returning({ id: signInRequests.id });
  return claimed?.id ?? null;
}

/** Creates the link and removes the request, both or neither. */
function answer(db: Database, { id, now }: { id: string; now: Date }): Promise<void> {
  return db.transaction(async (tx) => {
    const [request] = await tx.delete(signInRequests).where(eq(signInRequests.id, id)).returning();
    // Null if APP_SECRET was changed meanwhile: the address cannot be known any more.
    const email = request && open(PURPOSE, request.emailCipher, request.id);
    if (email) await createSignInLink(tx, { email, now, locale: localeOrDefault(request.locale) });
  });
}

/** Deletes requests that are not tried again. */
export async function purgeSignInRequests(db: Database, { now }: { now: Date }): Promise<void> {
  const isOver = or(
    gte(signInRequests.tries, MAX_TRIES),
    lte(signInRequests.requestedAt, oldestAnswered(now)),
  );
  await db.delete(signInRequests).where(isOver);
}

const oldestAnswered = (now: Date) => new Date(now.getTime() - ANSWER_WITHIN_MINUTES * 60_000);
