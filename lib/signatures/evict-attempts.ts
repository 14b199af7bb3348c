import type { Database } from "@/db/client";

/** The most attempts that are kept for a signature. */
export const MAX_ATTEMPTS = 5;
/** So many attempts of a pending signature are mailed on one day. */
const FIRST_ATTEMPTS = 3;

/**
 * Deletes all but the newest attempts of signatures that existed already, first those that were never mailed: a flood of attempts
 * must not displace one whose code is in a mailbox. The first attempts stay as if they were mailed, so that what is displaced does
 * not tell who gets no mail.
 */
export function evictAttempts(sql: Database["$client"]) {
  return sql`
    delete from signature_attempts using own, lateral (
      select earlier.id
      from (
        select attempt.id, attempted_at,
               mail_id is null and row_number() over (order by attempted_at) > ${FIRST_ATTEMPTS}::int as is_minor
        from signature_attempts attempt
        where signature_id = own.signature_id and attempt.id <> own.attempt_id and attempt.id is distinct from own.chosen_id
      ) earlier
      order by is_minor, attempted_at desc
      offset ${MAX_ATTEMPTS - 1}::int
    ) surplus
    where not own.is_first and signature_attempts.signature_id = own.signature_id and signature_attempts.id = surplus.id`;
}
