import type { Database } from "@/db/client";
import { newId } from "@/lib/ids";
import { enqueueFragment } from "@/lib/outbox/enqueue-fragment";
import { hasDailyMailsSql } from "@/lib/supporters/daily-mail-limit";
import type { AttemptRef } from "./confirm-token";
import { isConfirmableFragment } from "./is-confirmable";
import { intervalSql, MAX_CONFIRMATION_MAILS, newTriesSql } from "./mail-limits";

/**
 * Enqueues another confirmation mail of an attempt, with a new code, within the limits: two minutes after the last mail about
 * the petition, three a day to the address, none after confirmation or for people who stopped all mail. If another attempt
 * was mailed within two minutes, this attempt's first mail is scheduled for the end of that time. Returns nothing, so that the
 * caller's response is the same in every case. Also unlocks the code of an attempt that gets no mail, which allows no further guesses
 * (`code_tries`), so that both cases look alike.
 */
export async function resendConfirmation(
  db: Database,
  { signatureId, attemptId }: AttemptRef,
): Promise<void> {
  const sql = db.$client;
  const mailId = newId();
  const interval = intervalSql(sql);
  await sql`
    with wanted as (
      select attempt.mail_id is null as is_new from signature_attempts attempt join signatures on signatures.id = signature_id
      where signature_id = ${signatureId}::uuid and attempt.id = ${attemptId}::uuid and ${isConfirmableFragment(sql)}
    ),
    signed as (
      update signatures set
        attempt_id = case when withdrawn_at is null then ${attemptId}::uuid else signatures.attempt_id end,
        mail_id = ${mailId}::uuid,
        confirmation_asked_at = greatest(now(), confirmation_asked_at + ${interval}),
        confirmations_asked = confirmations_asked + 1
      from wanted, supporters
      where signatures.id = ${signatureId}::uuid and supporters.id = signatures.supporter_id
        and confirmations_asked < ${MAX_CONFIRMATION_MAILS}::int
        and never_mail_at is null and not ${hasDailyMailsSql(sql)}
        and not exists (select from suppressions where suppressions.email_key = supporters.email_key)
        and (signatures.mail_id is null or confirmation_asked_at + ${interval} <= now() or (is_new and confirmation_asked_at <= now() + ${interval}))
      returning signatures.id, confirmation_asked_at as due
    ),
    attempt as (
      update signature_attempts set
        asked_at = coalesce(due, asked_at),
        mail_id = case when due is null then mail_id else ${mailId}::uuid end,
        code_tries = case when due is null then code_tries else 0 end,
        ${newTriesSql(sql)}
      from (select max(due) as due from signed) mailed
      where signature_id = ${signatureId}::uuid and signature_attempts.id = ${attemptId}::uuid
    ),
    queued as (${enqueueFragment(
      sql,
      sql`
        select ${mailId}::uuid as id, 'signature.confirmation-requested' as topic, id as subject_id,
               jsonb_build_object('signatureId', id, 'attemptId', ${attemptId}::uuid) as payload, 1::smallint as priority, due
        from signed`,
    )})
    select 1`;
}
