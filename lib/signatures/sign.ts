import type { Database } from "@/db/client";
import { mac } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueueFragment } from "@/lib/outbox/enqueue-fragment";
import { addressRecord } from "@/lib/supporters/address";
import { hasDailyMailsSql } from "@/lib/supporters/daily-mail-limit";
import type { AttemptRef } from "./confirm-token";
import { givenConsents } from "./consent-wording";
import { findPetition } from "./find-petition";
import { intervalSql, MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS, newTriesSql } from "./mail-limits";
import type { SignInput } from "./sign-input";

/** The validated input of a signer, with the campaign. */
export type NewSignature = Omit<SignInput, "addressChecked"> & { campaign: string; locale: Locale };

type Signed =
  | ({ outcome: "signed" | "already-signed" } & AttemptRef)
  | { outcome: "unknown-campaign" }
  | { outcome: "closed-campaign" };

/**
 * Signs a campaign: stores this attempt with exactly its words and enqueues its confirmation mail in the same transaction. An
 * address has one signature for each campaign, whose words are those of the attempt that is confirmed; an attempt after that
 * changes nothing. Sending the same words again, concurrently or with another spelling of the address, is the same attempt
 * until the confirmation. After it, it is another one: its browser must not learn that these words were confirmed.
 *
 * A new attempt gets its mail two minutes after the last one about the petition to the address, and the same words again get
 * another mail after that time. Once confirmed, signing again after a day sends an "already signed" mail.
 *
 * It is a single statement: one round trip, and no locks except on the signer's own rows.
 */
export async function signCampaign(db: Database, signature: NewSignature): Promise<Signed> {
  const sql = db.$client;
  const [id, mailId] = [newId(), newId()];
  const [row] = await sql<{ open: boolean; id: string | null; attemptId: string }[]>`
    with petition as (${findPetition(sql, signature)}),
    words as (${selectWords(sql, signature)}),
    person as (${insertPerson(sql, signature)}),
    signed as (
      insert into signatures (id, campaign_id, supporter_id, attempt_id, mail_id, ${wordColumns(sql)},
                              signed_at, confirmation_asked_at, confirmations_asked)
      select ${id}::uuid, campaign_id, person.id, attempt_id, case when may_mail then ${mailId}::uuid end, ${wordColumns(sql)},
             now(), now(), may_mail::int
      from words, person
      on conflict (campaign_id, supporter_id) do update set (attempt_id, mail_id, confirmation_asked_at, confirmations_asked, repeat_told_at) = (
        select case when is_pending then excluded.attempt_id else signatures.attempt_id end,
               case when due is null then signatures.mail_id else ${mailId}::uuid end,
               coalesce(due, signatures.confirmation_asked_at),
               signatures.confirmations_asked + (due is not null)::int,
               case when is_repeat_due then now() else signatures.repeat_told_at end
        from (${decideMails(sql)}) again
      )
      returning id, confirmation_asked_at as due, mail_id = ${mailId}::uuid as is_mailed, repeat_told_at = now() as is_repeat,
                confirmed_at is null and withdrawn_at is null as is_pending, attempt_id as chosen_id
    ),
    own as (
      select case when is_pending then attempt_id else ${hashedId(sql, sql`attempt_id::text`)} end as attempt_id from words, signed
    ),
    attempt as (
      insert into signature_attempts (signature_id, id, ${wordColumns(sql)}, consents, attempted_at, asked_at, mail_id)
      select signed.id, own.attempt_id, ${wordColumns(sql)}, ${JSON.stringify(givenConsents(signature))}::text::jsonb, now(),
             case when is_mailed then due end, case when is_mailed then ${mailId}::uuid end
      from words, signed, own
      on conflict (signature_id, id) do update set
        attempted_at = excluded.attempted_at,
        asked_at = coalesce(excluded.asked_at, signature_attempts.asked_at),
        mail_id = coalesce(excluded.mail_id, signature_attempts.mail_id),
        code_tries = case when excluded.mail_id is null then signature_attempts.code_tries else 0 end,
        ${newTriesSql(sql)}
    ),
    evicted as (${evictAttempts(sql, id)}),
    queued as (${enqueueFragment(sql, { messageId: mailId, source: selectMail(sql) })})
    select open, signed.id, own.attempt_id as "attemptId" from petition left join (own cross join signed) on true`;
  if (!row) return { outcome: "unknown-campaign" };
  if (!row.id) return { outcome: "closed-campaign" };
  const outcome = row.id === id ? "signed" : "already-signed";
  return { outcome, signatureId: row.id, attemptId: row.attemptId };
}

type Sql = Database["$client"];
type Fragment = ReturnType<typeof wordColumns>;

/** The columns for what the signer sent, and its attribution: of a signature, and of an attempt. */
function wordColumns(sql: Sql) {
  return sql`petition_text_id, name, country, postcode, comment, display, shown_name, delivered_as, locale, article_id, callout, share_link_id, channel`;
}

/** Selects these columns and the id of the attempt, if the campaign is open. */
function selectWords(sql: Sql, signature: NewSignature) {
  return sql`
    select campaign_id, text_id as petition_text_id, ${signature.name}::text as name, ${signature.country ?? null}::text as country,
           ${signature.postcode ?? null}::text as postcode, ${signature.comment ?? null}::text as comment,
           ${signature.display}::text as display, ${signature.shownName ?? null}::text as shown_name, ${signature.deliver}::text as delivered_as, ${signature.locale}::text as locale,
           article_id, ${signature.callout ?? null}::text as callout, share_link_id, coalesce(own_channel, channel) as channel,
           ${hashedId(sql, sql`${attemptDigest(signature)}::text || text_id`)} as attempt_id
    from petition where open`;
}

function hashedId(sql: Sql, text: Fragment) {
  return sql`substr(encode(sha256(convert_to(${text}, 'UTF8')), 'hex'), 1, 32)::uuid`;
}

/**
 * Returns a digest of the address and of everything that the signer typed and agreed to. With the petition text it is the id
 * of the attempt: two attempts with one id say exactly the same.
 */
function attemptDigest({ email, campaign, article, callout, via, channel, ...words }: NewSignature): string {
  return mac("signatures/attempt", JSON.stringify([email.canonical, words, givenConsents(words)])).toString(
    "hex",
  );
}

function insertPerson(sql: Sql, { email, locale }: NewSignature) {
  const id = newId();
  const address = addressRecord(email, id);
  return sql`
    insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
    select ${id}::uuid, ${address.emailKey}::bytea, ${address.emailKeyVersion}::smallint,
           ${address.emailCipher}::bytea, ${address.emailDomain}, ${locale}
    from words
    on conflict (email_key) do update set email_key = excluded.email_key -- same value: only to return and lock the row
    returning id, email_key, never_mail_at is null and not ${hasDailyMailsSql(sql)} as may_mail`;
}

/** Decides for an existing signature when the mail of this attempt is due (null for none), and whether it has to say "already signed". */
function decideMails(sql: Sql) {
  const aDay = sql`make_interval(hours => ${MAIL_INTERVAL_HOURS}::int)`;
  return sql`
    select is_pending,
           case when not (is_pending and is_allowed and signatures.confirmations_asked < ${MAX_CONFIRMATION_MAILS}::int) then null
                when signatures.mail_id is null or signatures.confirmation_asked_at + ${intervalSql(sql)} <= now() then now()
                -- At most two mails wait. The same words again do not queue another: it can be asked for after two minutes.
                when is_new and signatures.confirmation_asked_at <= now() + ${intervalSql(sql)} then signatures.confirmation_asked_at + ${intervalSql(sql)}
           end as due,
           is_allowed and not is_pending and signatures.withdrawn_at is null and signatures.quarantined_at is null
             and coalesce(signatures.repeat_told_at < now() - ${aDay}, true) as is_repeat_due
    from (
      select signatures.confirmed_at is null and signatures.withdrawn_at is null as is_pending,
             may_mail and not exists (select from suppressions where suppressions.email_key = person.email_key) as is_allowed,
             signatures.attempt_id is distinct from excluded.attempt_id and not exists (
               select from signature_attempts where signature_id = signatures.id and id = excluded.attempt_id and mail_id is not null
             ) as is_new
      from person
    ) facts`;
}

/** The most attempts that are kept for a signature. */
export const MAX_ATTEMPTS = 5;
/** So many attempts of a pending signature are mailed on one day. */
const FIRST_ATTEMPTS = 3;

/**
 * Deletes all but the newest attempts, first those that were never mailed: a flood of attempts must not displace one whose code
 * is in a mailbox. The first attempts stay as if they were mailed, so that what is displaced does not tell who gets no mail.
 */
function evictAttempts(sql: Sql, newSignatureId: string) {
  return sql`
    delete from signature_attempts using (
      select owner_id, attempt_id
      from (
        select signature_id as owner_id, attempt.id as attempt_id, attempted_at,
               mail_id is null and row_number() over (order by attempted_at) > ${FIRST_ATTEMPTS}::int as is_minor
        from signature_attempts attempt, signed, own
        where signature_id = signed.id and signed.id <> ${newSignatureId}::uuid and attempt.id <> own.attempt_id
          and attempt.id is distinct from chosen_id
      ) earlier
      order by is_minor, attempted_at desc
      offset ${MAX_ATTEMPTS - 1}::int
    ) surplus
    where signature_id = surplus.owner_id and id = surplus.attempt_id`;
}

/** Selects the mail of this attempt, at most one: a confirmation request, or "already signed". */
function selectMail(sql: Sql) {
  return sql`
    select 'signature.confirmation-requested' as topic, id as subject_id,
           jsonb_build_object('signatureId', id, 'attemptId', attempt_id) as payload, 1::smallint as priority, due
    from words, signed where is_mailed
    union all
    select 'signature.repeated', id, jsonb_build_object('signatureId', id), 2::smallint, now() from signed where is_repeat`;
}
