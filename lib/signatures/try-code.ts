import type { Database } from "@/db/client";
import type { AttemptRef } from "./confirm-token";

/** After this many codes only the link works, until there is a new mail with a new code: five guesses at one in a million. */
export const MAX_CODE_TRIES = 5;

/** Over all attempts and campaigns of an address in a day, because each mail makes a new code. */
export const MAX_CODE_TRIES_PER_DAY = 20;

type Tried =
  | { outcome: "counted"; askedAt: Date | null; triesLeft: number }
  | { outcome: "wrong-code"; triesLeft: 0 }
  | { outcome: "expired" | "too-many-codes" };

/**
 * Counts a code that is entered for an attempt, before it is checked, so that parallel guesses gain nothing. Nothing gives a
 * try back but a new mail. Returns when the mail with the code was requested.
 */
export async function tryCode(
  db: Database,
  { attempt, now }: { attempt: AttemptRef; now: Date },
): Promise<Tried> {
  const sql = db.$client;
  const { signatureId, attemptId } = attempt;
  const today = now.toISOString().slice(0, 10);
  const isIt = sql`signature_id = ${signatureId}::uuid and id = ${attemptId}::uuid`;
  // The supporter first, as in signing, to avoid deadlocks.
  const [tried] = await sql<
    {
      isKnown: boolean;
      isLocked: boolean;
      isCounted: boolean;
      tries: number | null;
      askedMs: number | null;
    }[]
  >`
    with known as (
      select code_tries >= ${MAX_CODE_TRIES}::int as is_locked from signature_attempts where ${isIt}
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
      update signature_attempts set code_tries = code_tries + 1
      where ${isIt} and code_tries < ${MAX_CODE_TRIES}::int and exists (select from person)
      returning code_tries, asked_at
    )
    select known.is_locked is not null as "isKnown", coalesce(known.is_locked, false) as "isLocked",
           person.id is not null as "isCounted", tried.code_tries as tries, floor(extract(epoch from tried.asked_at) * 1000)::float8 as "askedMs"
    from (values (1)) one left join known on true left join person on true left join tried on true`;
  if (!tried?.isKnown) return { outcome: "expired" };
  if (tried.isLocked) return { outcome: "wrong-code", triesLeft: 0 };
  if (!tried.isCounted) return { outcome: "too-many-codes" };
  // Locked by a concurrent try.
  if (tried.tries === null) return { outcome: "wrong-code", triesLeft: 0 };
  const askedAt = tried.askedMs === null ? null : new Date(tried.askedMs);
  return { outcome: "counted", askedAt, triesLeft: MAX_CODE_TRIES - tried.tries };
}
