import type { Database } from "@/db/client";
import { intervalSql, MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";

type Sql = Database["$client"];

/**
 * Selects the values that an attempt changes in a signature that exists already: `signatures`, with the new row as `excluded`. A
 * pending signature takes the attempt as its newest one, and its mail if one is due. A withdrawn one keeps the confirmed attempt, so
 * that the withdrawal can be undone, and is mailed like a pending one.
 */
export function decideMails(sql: Sql) {
  return sql`
    select case when is_pending and signatures.withdrawn_at is null then excluded.attempt_id else signatures.attempt_id end,
           case when due is null then signatures.mail_id else excluded.mail_id end,
           coalesce(due, signatures.confirmation_asked_at),
           signatures.confirmations_asked + (due is not null)::int,
           case when is_repeat_due then now() else signatures.repeat_told_at end
    from (${decideTimes(sql)}) mail_decision`;
}

/** Returns `due` (when the confirmation mail is sent, or null) and `is_repeat_due` (whether an "already signed" mail is sent). */
function decideTimes(sql: Sql) {
  const interval = intervalSql(sql);
  const aDay = sql`make_interval(hours => ${MAIL_INTERVAL_HOURS}::int)`;
  return sql`
    select is_pending,
           case when not (is_pending and is_allowed and signatures.confirmations_asked < ${MAX_CONFIRMATION_MAILS}::int) then null
                when signatures.mail_id is null or signatures.confirmation_asked_at + ${interval} <= now() then now()
                -- At most two mails wait. The same words again do not queue another: it can be asked for after two minutes.
                when is_new and signatures.confirmation_asked_at <= now() + ${interval} then signatures.confirmation_asked_at + ${interval}
           end as due,
           is_allowed and not is_pending and signatures.quarantined_at is null
             and coalesce(signatures.repeat_told_at < now() - ${aDay}, true) as is_repeat_due
    from (
      select signatures.confirmed_at is null or signatures.withdrawn_at is not null as is_pending,
             may_mail and not exists (select from suppressions where suppressions.email_key = person.email_key) as is_allowed,
             (signatures.attempt_id is distinct from excluded.attempt_id or signatures.withdrawn_at is not null) and not exists (
               select from signature_attempts where signature_id = signatures.id and id = excluded.attempt_id and mail_id is not null
                 and (signatures.withdrawn_at is null or attempted_at > signatures.withdrawn_at)
             ) as is_new
      from person where person.id = excluded.supporter_id
    ) state`;
}
