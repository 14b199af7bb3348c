import type { Database } from "@/db/client";
import { findArticle } from "@/lib/articles/find-article";
import { campaignStatusSql } from "@/lib/campaigns/campaign-status";
import { currentTextOrder } from "@/lib/campaigns/current-text";
import { EMBED_CHANNEL, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { withPredecessors } from "@/lib/campaigns/successors";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueueFragment } from "@/lib/outbox/enqueue-fragment";
import { addressRecord } from "@/lib/supporters/address";
import { CONSENT_VERSION, CONSENT_WORDING } from "./consent-wording";
import { MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";
import type { SignInput } from "./sign-input";

/** The validated input of a signer, with the campaign. */
export type NewSignature = Omit<SignInput, "addressChecked"> & { campaign: string; locale: Locale };

type Signed =
  | { outcome: "signed" | "already-signed"; signatureId: string }
  | { outcome: "unknown-campaign" }
  | { outcome: "closed-campaign" };

/**
 * Signs a campaign: stores the signature with its consents and enqueues the confirmation mail in the same transaction.
 * Signing twice, concurrently or with another spelling of the address, keeps one signature. Signing again after a day sends
 * another mail: a confirmation mail while unconfirmed, otherwise an "already signed" mail.
 * It is a single statement: one round trip, and no locks except on the signer's own rows.
 */
export async function signCampaign(db: Database, signature: NewSignature): Promise<Signed> {
  const sql = db.$client;
  const id = newId();
  const supporterId = newId();
  const address = addressRecord(signature.email, supporterId);
  const wording = CONSENT_WORDING[signature.locale];
  const [row] = await sql<{ open: boolean; id: string | null }[]>`
    with ${findPetition(sql, signature)},
    person as (
      insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
      select ${supporterId}::uuid, ${address.emailKey}::bytea, ${address.emailKeyVersion}::smallint,
             ${address.emailCipher}::bytea, ${address.emailDomain}, ${signature.locale}
      from petition where open
      on conflict (email_key) do update set email_key = excluded.email_key -- same value: only to return and lock the row
      returning id, never_mail_at
    ),
    signed as (
      insert into signatures (id, campaign_id, supporter_id, petition_text_id, name, country, postcode, comment, display,
                              delivered_as, locale, article_id, callout, share_link_id, channel, signed_at, confirmation_asked_at)
      select ${id}::uuid, petition.campaign_id, person.id, petition.text_id, ${signature.name}, ${signature.country ?? null},
             ${signature.postcode ?? null}, ${signature.comment ?? null}, ${signature.display}, ${signature.deliver}, ${signature.locale},
             petition.article_id, ${signature.callout ?? null}, petition.share_link_id,
             coalesce(petition.own_channel, petition.channel), now(),
             -- People who stopped all mail get none; backdated, so that they can request one as soon as they resume mail.
             case when person.never_mail_at is null then now() else now() - make_interval(hours => ${MAIL_INTERVAL_HOURS + 1}::int) end
      from petition, person
      on conflict (campaign_id, supporter_id) do update set (confirmation_asked_at, confirmations_asked, code_tries, repeat_told_at) = (
        select case when due then now() else signatures.confirmation_asked_at end,
               signatures.confirmations_asked + due::int,
               case when due then 0 else signatures.code_tries end,
               case when repeat_due then now() else signatures.repeat_told_at end
        from (select ${mayMailAgain(sql)} as due, ${mayMailRepeat(sql)} as repeat_due) again
      )
      returning id, confirmation_asked_at, confirmations_asked, repeat_told_at
    ),
    agreed as (
      insert into consents (signature_id, purpose, wording, wording_version, locale)
      select signed.id, consent.purpose, replace(consent.wording, '{target}', petition.target), ${CONSENT_VERSION}, ${signature.locale}
      from petition, signed, (values ('signature', ${wording.signature}, true), ('updates', ${wording.updates}, ${signature.updates}::boolean),
                                     ('delivery', ${wording.delivery}, ${signature.deliver} = 'name'))
        as consent (purpose, wording, given)
      where signed.id = ${id}::uuid and consent.given
    ),
    promised as (${enqueueFragment(sql, {
      idName: "signatureId",
      // At most one mail: a confirmation request if unconfirmed, otherwise "already signed".
      source: sql`
        select signed.id, 'signature.confirmation-requested' as topic, 1::smallint as priority from signed, person
        where person.never_mail_at is null
          and (signed.id = ${id}::uuid or (signed.confirmations_asked > 1 and signed.confirmation_asked_at = now()))
        union all
        select signed.id, 'signature.repeated', 2::smallint from signed, person
        where person.never_mail_at is null and signed.repeat_told_at = now()`,
    })})
    select petition.open, signed.id from petition left join signed on true`;
  if (!row) return { outcome: "unknown-campaign" };
  if (!row.id) return { outcome: "closed-campaign" };
  return { outcome: row.id === id ? "signed" : "already-signed", signatureId: row.id };
}

/** Selects the campaign, the petition text that the page showed (else the current one in the signer's language), and the attribution. */
function findPetition(sql: Database["$client"], signature: NewSignature) {
  return sql`petition as (
    select campaigns.id as campaign_id, text.id as text_id, text.target, article.id as article_id, link.id as share_link_id, link.channel,
           ${ownChannel(sql, signature)} as own_channel,
           ${campaignStatusSql(sql)} = 'open' as open
    from campaigns
    join lateral (
      select id, target from petition_texts
      where campaign_id = campaigns.id and published_at <= now()
      order by id = ${signature.text ?? null}::uuid desc nulls last, ${currentTextOrder(sql, { locale: signature.locale, audience: "public" })}
      limit 1
    ) text on true
    left join lateral (${findArticle(sql, { slug: signature.article ?? null, locale: signature.locale })}) article on true
    left join share_links link on link.code = ${signature.via ?? null}
    where campaigns.slug = ${signature.campaign} and campaigns.published_at <= now()
  )`;
}

/**
 * The channel that the signer's page sent. Only hosts on the campaign's embed list are stored by name; otherwise anyone could
 * fill the channel tallies with invented hosts. The lists of replaced predecessors count too: their embeds still show this campaign.
 */
function ownChannel(sql: Database["$client"], { campaign, channel }: NewSignature) {
  const host = hostInChannel(channel ?? "");
  if (host === null) return sql`${channel ?? null}::text`;
  return sql`case when exists (
    ${withPredecessors(sql, sql`campaigns.slug = ${campaign}`)}
    select from predecessors join campaigns using (id), unnest(embed_origins) origin where substring(origin from '^https?://([^:/]+)') = ${host}
  ) then ${channel ?? null} else ${EMBED_CHANNEL} end`;
}

/** Whether an existing signature may get another confirmation mail. */
function mayMailAgain(sql: Database["$client"]) {
  return sql`signatures.confirmed_at is null and signatures.withdrawn_at is null and excluded.confirmation_asked_at = now()
    and signatures.confirmation_asked_at < now() - make_interval(hours => ${MAIL_INTERVAL_HOURS}::int)
    and signatures.confirmations_asked < ${MAX_CONFIRMATION_MAILS}::int`;
}

/** Whether a confirmed signer may get another "already signed" mail. */
function mayMailRepeat(sql: Database["$client"]) {
  return sql`signatures.confirmed_at is not null and signatures.withdrawn_at is null and signatures.quarantined_at is null
    and coalesce(signatures.repeat_told_at < now() - make_interval(hours => ${MAIL_INTERVAL_HOURS}::int), true)`;
}
