import type { Database } from "@/db/client";

/** The most attempts that are kept for a signature. */
export const MAX_ATTEMPTS = 5;
/** The first attempts of a signature are deleted last: as many as can be mailed in a day. */
const PROTECTED_ATTEMPTS = 3;

/**
 * Deletes the oldest attempts of the signatures in `submitted` beyond the maximum. Keeps mailed attempts longest, so that many new
 * attempts cannot delete one whose code was mailed. Treats the first three like mailed ones: otherwise the deletion would
 * reveal that an address gets no mail.
 */
export function evictAttempts(sql: Database["$client"]) {
  return sql`
    delete from signature_attempts using submitted, lateral (
      select earlier.id
      from (
        select attempt.id, attempted_at,
               mail_id is null and row_number() over (order by attempted_at) > ${PROTECTED_ATTEMPTS}::int as is_unprotected
        from signature_attempts attempt
        where signature_id = submitted.signature_id and attempt.id <> submitted.attempt_id and attempt.id is distinct from submitted.current_attempt_id
      ) earlier
      order by is_unprotected, attempted_at desc
      offset ${MAX_ATTEMPTS - 1}::int
    ) surplus
    where not submitted.is_first and signature_attempts.signature_id = submitted.signature_id and signature_attempts.id = surplus.id`;
}
