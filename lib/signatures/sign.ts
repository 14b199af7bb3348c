import type { Database } from "@/db/client";
import { groupWrites } from "@/lib/group-writes";
import { enqueueFragment } from "@/lib/outbox/enqueue-fragment";
import { EMAIL_KEY_VERSION } from "@/lib/supporters/address";
import { hasDailyMailsSql } from "@/lib/supporters/daily-mail-limit";
import type { AttemptRef } from "./confirm-token";
import { decideMails } from "./decide-mails";
import { evictAttempts } from "./evict-attempts";
import { fieldColumns } from "./field-columns";
import { findPetitions } from "./find-petitions";
import { newTriesSql } from "./mail-limits";
import type { NewSignature } from "./sign-input";
import { numberPages, signerRows } from "./signer-rows";

type Signed =
  | ({ outcome: "signed" | "already-signed" } & AttemptRef)
  | { outcome: "unknown-campaign" }
  | { outcome: "closed-campaign" };

type Sql = Database["$client"];

/**
 * Stores an attempt to sign a campaign and enqueues its confirmation mail in the same transaction. An address has one signature per
 * campaign. Confirming an attempt copies its fields into the signature; later attempts change nothing. Until then, the same input
 * from the same address, in any spelling and also concurrently, is the same attempt. After the confirmation it becomes a
 * new attempt, so that the browser that sends it does not learn that this input was confirmed.
 *
 * Confirmation mails to one address about one campaign are at least two minutes apart. A new attempt's mail waits that long.
 * Repeated input within that time sends no further mail. Signing again after the confirmation sends an "already signed" mail, at
 * most one a day. Someone who has withdrawn is asked to confirm again; until then, nothing changes.
 *
 * Under load, attempts of different addresses are written together: see `groupWrites`.
 */
export async function signCampaign(db: Database, signature: NewSignature): Promise<Signed> {
  return write(db, signature);
}

const write = groupWrites("signing", {
  keyOf: ({ email }: NewSignature) => email.canonical,
  write: storeAttempts,
});

/**
 * Stores attempts of different addresses, in a single statement: one round trip, and no locks except on the signers' own rows.
 * Supporters are locked in the order of their `email_key`, as everywhere, and before their signatures, so that two groups
 * never deadlock. The statement has the same text for every number of signers, so that it is prepared once.
 */
async function storeAttempts({ $client: sql }: Database, signatures: NewSignature[]): Promise<Signed[]> {
  const { pages, pageNumbers } = numberPages(signatures);
  const rows = await sql<Stored[]>`
    with asked as (${signerRows(sql, { signatures, pageNumbers })}),
    petition as (${findPetitions(sql, pages)}),
    fields as (
      select asked.*, campaign_id, petition_text_id, article_id, share_link_id, channel,
             ${hashedId(sql, sql`digest || petition_text_id`)} as attempt_id
      from asked join petition using (page) where open
    ),
    person as (${insertPeople(sql)}),
    signer as (select fields.*, person.id as supporter_id, may_mail from fields join person using (email_key)),
    signed as (
      insert into signatures (id, campaign_id, supporter_id, attempt_id, mail_id, ${fieldColumns(sql)},
                              signed_at, confirmation_asked_at, confirmations_asked)
      select new_id, campaign_id, supporter_id, attempt_id, case when may_mail then new_mail_id end, ${fieldColumns(sql)},
             now(), now(), may_mail::int
      from signer
      on conflict (campaign_id, supporter_id) do update
        set (attempt_id, mail_id, confirmation_asked_at, confirmations_asked, repeat_told_at) = (${decideMails(sql)})
      returning id, supporter_id, confirmation_asked_at as due, mail_id, coalesce(repeat_told_at = now(), false) as is_repeat,
                confirmed_at is null or withdrawn_at is not null as is_pending, attempt_id as current_attempt_id
    ),
    submitted as (
      select place, signed.id as signature_id, signed.id = new_id as is_first, current_attempt_id, is_repeat, new_mail_id,
             case when is_pending then attempt_id else ${hashedId(sql, sql`attempt_id::text`)} end as attempt_id,
             case when signed.mail_id = new_mail_id then new_mail_id end as mail_id, due, consents, ${fieldColumns(sql)}
      from signer join signed using (supporter_id)
    ),
    attempt as (${insertAttempts(sql)}),
    evicted as (${evictAttempts(sql)}),
    queued as (${enqueueFragment(sql, selectMails(sql))})
    select open, is_first as "isFirst", signature_id as "signatureId", attempt_id as "attemptId"
    from asked left join petition using (page) left join submitted using (place)
    order by place`;
  return rows.map(toSigned);
}

type Stored = { open: boolean | null; isFirst: boolean | null; signatureId: string; attemptId: string };

function toSigned({ open, isFirst, signatureId, attemptId }: Stored): Signed {
  if (open === null) return { outcome: "unknown-campaign" };
  if (isFirst === null) return { outcome: "closed-campaign" };
  return { outcome: isFirst ? "signed" : "already-signed", signatureId, attemptId };
}

function hashedId(sql: Sql, text: ReturnType<typeof fieldColumns>) {
  return sql`substr(encode(sha256(convert_to(${text}, 'UTF8')), 'hex'), 1, 32)::uuid`;
}

function insertPeople(sql: Sql) {
  return sql`
    insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
    select new_person_id, email_key, ${EMAIL_KEY_VERSION}::smallint, email_cipher, email_domain, locale
    from fields order by email_key
    on conflict (email_key) do update set email_key = excluded.email_key -- same value: only to return and lock the row
    returning id, email_key, never_mail_at is null and not ${hasDailyMailsSql(sql)} as may_mail`;
}

function insertAttempts(sql: Sql) {
  return sql`
    insert into signature_attempts (signature_id, id, ${fieldColumns(sql)}, consents, attempted_at, asked_at, mail_id)
    select signature_id, attempt_id, ${fieldColumns(sql)}, consents, now(), case when mail_id is not null then due end, mail_id
    from submitted
    on conflict (signature_id, id) do update set
      attempted_at = excluded.attempted_at,
      asked_at = coalesce(excluded.asked_at, signature_attempts.asked_at),
      mail_id = coalesce(excluded.mail_id, signature_attempts.mail_id),
      code_tries = case when excluded.mail_id is null then signature_attempts.code_tries else 0 end,
      ${newTriesSql(sql)}`;
}

/** Selects the mail of each attempt, at most one: a confirmation request, or "already signed". */
function selectMails(sql: Sql) {
  return sql`
    select mail_id as id, 'signature.confirmation-requested' as topic, signature_id as subject_id,
           jsonb_build_object('signatureId', signature_id, 'attemptId', attempt_id) as payload, 1::smallint as priority, due
    from submitted where mail_id is not null
    union all
    select new_mail_id, 'signature.repeated', signature_id, jsonb_build_object('signatureId', signature_id), 2::smallint, now()
    from submitted where is_repeat`;
}
