import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { signatures, supporters } from "@/db/schema";
import { MAILS_PER_DAY } from "@/lib/supporters/daily-mail-limit";
import type { AttemptRef } from "./confirm-token";

/** Codes that may be tried per mail: the chance of guessing one is 5 in 1,000,000. Then only the link works, until a new mail. */
export const MAX_CODE_TRIES = 5;

/**
 * Codes that may be tried per address and day, for all campaigns together: as many as its daily mails allow. A third limit, per
 * network, is in `code-limit.ts`.
 */
export const MAX_CODE_TRIES_PER_DAY = MAX_CODE_TRIES * MAILS_PER_DAY;

type Tried =
  | { outcome: "counted"; askedAt: Date | null; triesLeft: number }
  | { outcome: "wrong-code"; triesLeft: 0 }
  | { outcome: "expired" | "too-many-codes" };

/**
 * Counts a try before the code is checked, so that parallel tries gain nothing. Returns when the mail with the code was requested:
 * null if the attempt has no valid code, because there was no mail, or `MAX_CODE_TRIES` since. The outcome depends only on the
 * requests of this browser (`newTriesSql`), so that it reveals nothing about the address.
 */
export async function tryCode(
  db: Database,
  { attempt, now }: { attempt: AttemptRef; now: Date },
): Promise<Tried> {
  const { $client: client } = db;
  const { signatureId, attemptId } = attempt;
  const today = now.toISOString().slice(0, 10);
  const matchesAttempt = client`signature_id = ${signatureId}::uuid and id = ${attemptId}::uuid`;
  // The supporter first, as in signing, to avoid deadlocks.
  const [tried] = await client<
    {
      isKnown: boolean;
      isLocked: boolean;
      isCounted: boolean;
      tries: number | null;
      askedMs: number | null;
    }[]
  >`
    with known as (
      select tries_shown >= ${MAX_CODE_TRIES}::int as is_locked from signature_attempts where ${matchesAttempt}
    ),
    person as (
      update supporters set code_tries_on = ${today}::date,
        code_tries = case when code_tries_on = ${today}::date then supporters.code_tries + 1 else 1 end
      from known, signatures
      where not known.is_locked and signatures.id = ${signatureId}::uuid and supporters.id = signatures.supporter_id
        and (supporters.code_tries < ${MAX_CODE_TRIES_PER_DAY}::int or code_tries_on is distinct from ${today}::date)
      returning supporters.id
    ),
    tried as (
      update signature_attempts set tries_shown = tries_shown + 1, code_tries = least(code_tries + 1, ${MAX_CODE_TRIES + 1}::int)
      where ${matchesAttempt} and tries_shown < ${MAX_CODE_TRIES}::int and exists (select from person)
      returning tries_shown, case when code_tries <= ${MAX_CODE_TRIES}::int then asked_at end as asked_at
    )
    select known.is_locked is not null as "isKnown", coalesce(known.is_locked, false) as "isLocked",
           person.id is not null as "isCounted", tried.tries_shown as tries, floor(extract(epoch from tried.asked_at) * 1000)::float8 as "askedMs"
    from (values (1)) one left join known on true left join person on true left join tried on true`;
  if (!tried?.isKnown) return { outcome: "expired" };
  if (tried.isLocked) return { outcome: "wrong-code", triesLeft: 0 };
  if (!tried.isCounted) return { outcome: "too-many-codes" };
  // Locked by a concurrent try.
  if (tried.tries === null) return { outcome: "wrong-code", triesLeft: 0 };
  const askedAt = tried.askedMs === null ? null : new Date(tried.askedMs);
  return { outcome: "counted", askedAt, triesLeft: MAX_CODE_TRIES - tried.tries };
}

/**
 * Removes a correct code from the day's count of its address: otherwise the count would reveal that the address was confirmed
 * today. The tries of the attempt stay as they are.
 */
export async function uncountCode(tx: Transaction, { signatureId }: AttemptRef): Promise<void> {
  const signer = tx
    .select({ id: signatures.supporterId })
    .from(signatures)
    .where(eq(signatures.id, signatureId));
  await tx
    .update(supporters)
    .set({ codeTries: sql`greatest(${supporters.codeTries} - 1, 0)` })
    .where(inArray(supporters.id, signer));
}
