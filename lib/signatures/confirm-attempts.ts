import type postgres from "postgres";
import type { Database } from "@/db/client";
import { countFragments } from "@/lib/campaigns/count-signatures";
import { DEFAULT_LOCALE, LOCALES, type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { newId, newShareCode } from "@/lib/ids";
import { enqueueFragment } from "@/lib/outbox/enqueue-fragment";
import { signerLinksSql } from "@/lib/sharing/share-links";
import { submitCommentsFragment } from "./comments";
import type { AttemptRef } from "./confirm-token";
import { fieldColumns } from "./field-columns";
import { isConfirmableFragment } from "./is-confirmable";
import { holdNamesFragment } from "./name-reviews";
import { consentFragments } from "./record-consents";

export type Confirmed = {
  outcome: "confirmed";
  signatureId: string;
  campaign: string;
  locale: Locale;
  shareCode: string;
};

/** An attempt, and when the mail was requested whose link or code confirms it. */
export type MailedAttempt = AttemptRef & { askedAt: Date };

/**
 * Confirms attempts of different signatures in one transaction: copies the fields of each into its signature and counts it, once.
 * An attempt of a confirmed signature changes nothing and has the same answer. Locks the supporters before the signatures, as
 * signing does, to avoid deadlocks; the second statement sees what was committed until then.
 */
export async function confirmAttempts(
  { $client: sql }: Database,
  attempts: MailedAttempt[],
): Promise<(Confirmed | { outcome: "unknown" })[]> {
  const signatureIds = attempts.map(({ signatureId }) => signatureId);
  const rows = await sql.begin(async (tx) => {
    // Sent together: none of them needs an answer of another.
    const [, , confirmed] = await Promise.all([
      // Rows are found by their keys. Plans are kept, and one that was made while the tables were small would read all of them.
      tx`set local enable_seqscan = off`,
      tx`
        select from supporters where id in (select supporter_id from signatures where id = any(${signatureIds}::uuid[]))
        order by email_key for update`,
      tx<Row[]>`${confirmFragment(sql, attempts)}`,
    ]);
    return confirmed;
  });
  return rows.map(({ campaign, locale, shareCode, signatureId }) =>
    campaign && shareCode
      ? { outcome: "confirmed", signatureId, campaign, locale: localeOrDefault(locale), shareCode }
      : { outcome: "unknown" },
  );
}

type Row = { signatureId: string; campaign: string | null; locale: string | null; shareCode: string | null };

function confirmFragment(sql: postgres.Sql, attempts: MailedAttempt[]) {
  const confirmed = sql`select * from confirmed`;
  const { slots, events } = countFragments(sql, sql`select * from confirmed where quarantined_at is null`);
  const { given, earlier, stored } = consentFragments(sql, confirmed);
  return sql`
    with asked as (
      select * from unnest(${attempts.map(({ signatureId }) => signatureId)}::uuid[], ${attempts.map(({ attemptId }) => attemptId)}::uuid[],
                           ${attempts.map(newId)}::uuid[], ${attempts.map(newShareCode)}::text[], ${attempts.map(newId)}::uuid[],
                           ${attempts.map(({ askedAt }) => askedAt.toISOString())}::text[])
                    with ordinality as asked (signature_id, asked_id, link_id, code, receipt_mail_id, mailed_at, place)
    ),
    confirmed as (${applyAttempts(sql)}),
    given as (${given}),
    earlier as (${earlier}),
    stored as (${stored}),
    slots as (${slots}),
    events as (${events}),
    comments as (${submitCommentsFragment(sql, confirmed)}),
    names as (${holdNamesFragment(sql, confirmed)}),
    people as (${updateSupporters(sql)}),
    receipts as (${enqueueFragment(sql, selectReceiptMails(sql))}),
    counted as (
      select id, campaign_id, article_id, share_link_id, locale from confirmed
      union all
      select id, campaign_id, article_id, share_link_id, locale from asked join signatures on id = signature_id
      where confirmed_at is not null and withdrawn_at is null
    ),
    links as (${signerLinksSql<postgres.Fragment>(sql, selectLinks(sql))})
    select signature_id as "signatureId", campaigns.slug as campaign, counted.locale, links.code as "shareCode"
    from asked left join counted on counted.id = signature_id left join campaigns on campaigns.id = campaign_id
    left join links using (signature_id)
    order by place`;
}

/**
 * Copies the fields of each attempt that can still be confirmed into its signature, which is withdrawn no more. The same words sent
 * again make the same attempt: so a mail from before the withdrawal is recognised by its time, which tokens hold in whole seconds.
 */
function applyAttempts(sql: postgres.Sql) {
  const isIt = sql`attempt.signature_id = signatures.id and attempt.id = asked_id`;
  return sql`
    update signatures set
      (${fieldColumns(sql)}, attempt_id, signed_at) = (
        select ${fieldColumns(sql)}, id, attempted_at from signature_attempts attempt where ${isIt}
      ),
      confirmed_at = now(), withdrawn_at = null
    from asked
    where signatures.id = signature_id
      and (withdrawn_at is null or mailed_at::timestamptz >= date_trunc('second', withdrawn_at))
      and exists (select from signature_attempts attempt where ${isIt} and ${isConfirmableFragment(sql)})
    returning signatures.id, campaign_id, supporter_id, attempt_id, signed_at, quarantined_at, place, ${fieldColumns(sql)}`;
}

/** Verifies the supporters. Of two signatures of one supporter, the later one decides, as it would one by one. */
function updateSupporters(sql: postgres.Sql) {
  return sql`
    update supporters set
      name = latest.name, country = coalesce(latest.country, supporters.country), locale = latest.locale,
      verified_at = coalesce(verified_at, now())
    from (
      select distinct on (supporter_id) supporter_id, name, locale,
             first_value(country) over (partition by supporter_id order by country is null, place desc) as country
      from confirmed order by supporter_id, place desc
    ) latest
    where supporters.id = latest.supporter_id`;
}

/** One mail with the receipt for each signature that counts from now on, where the campaign sends them. */
function selectReceiptMails(sql: postgres.Sql) {
  return sql`
    select receipt_mail_id as id, confirmed.id as subject_id, 'signature.confirmed' as topic,
           jsonb_build_object('signatureId', confirmed.id) as payload, 4::smallint as priority, now() as due
    from confirmed join asked on asked.signature_id = confirmed.id join campaigns on campaigns.id = campaign_id
    where thanks_mail and quarantined_at is null`;
}

function selectLinks(sql: postgres.Sql) {
  return sql`
    select link_id as id, code, campaign_id, article_id, signature_id, share_link_id as parent_id,
           case when locale = any(${[...LOCALES]}::text[]) then locale else ${DEFAULT_LOCALE} end as locale
    from asked join counted on counted.id = signature_id`;
}
