import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { articleViews, consents, mailBatches, outboxMessages, shareVisits } from "@/db/schema";
import { CONSENT_VERSION, CONSENT_WORDING } from "@/lib/signatures/consent-wording";

/** Adds the consent of each signature, and of one in four also to updates. */
export async function addConsents(tx: Transaction, campaignId: string) {
  const wording = (purpose: "signature" | "updates") =>
    sql`case locale when 'es' then ${CONSENT_WORDING.es[purpose]}::text else ${CONSENT_WORDING.en[purpose]}::text end`;
  await tx.execute(sql`
    insert into ${consents} (signature_id, purpose, wording, wording_version, locale, at)
    select id, 'signature', ${wording("signature")}, ${CONSENT_VERSION}, locale, signed_at
    from signatures where campaign_id = ${campaignId}
    union all
    select id, 'updates', ${wording("updates")}, ${CONSENT_VERSION}, locale, signed_at
    from signatures where campaign_id = ${campaignId} and hashtext(id::text) % 4 = 0`);
}

/** Adds some visits of each link on the day of its creation. */
export async function addLinkVisits(tx: Transaction, campaignId: string) {
  await tx.execute(sql`
    insert into ${shareVisits} (share_link_id, visited_on, channel, visits)
    select id, created_at::date, channel, 1 + abs(hashtext(code)) % 9 from share_links where campaign_id = ${campaignId}`);
}

/** Sets the depth of each link in its chain, after all links are copied. */
export async function setLinkDepths(tx: Transaction, campaignId: string) {
  await tx.execute(sql`
    with recursive known as (
      select id, 0 as depth from share_links where campaign_id = ${campaignId} and parent_id is null
      union all
      select link.id, known.depth + 1 from known join share_links link on link.parent_id = known.id
    )
    update share_links set depth = known.depth from known where known.id = share_links.id and known.depth > 0`);
}

/** Adds 12 to 41 readers for each signer of an article. */
export async function addArticleViews(tx: Transaction, campaignId: string) {
  await tx.execute(sql`
    insert into ${articleViews} (article_id, viewed_on, readers)
    select article_id, signed_at::date, count(*) * (12 + abs(hashtext(article_id::text)) % 30)
    from signatures where campaign_id = ${campaignId} and article_id is not null
    group by 1, 2`);
}

/** Adds the mails of one in fifty signatures of the last week, all sent, so that no worker sends them. */
export async function addMails(tx: Transaction, campaignId: string) {
  await tx.execute(sql`
    with chosen as materialized (
      select gen_random_uuid() as id, s.id as signature_id, s.signed_at, (row_number() over (order by s.id) - 1) as nth
      from signatures s
      where campaign_id = ${campaignId} and signed_at >= now() - interval '7 days' and hashtext(s.id::text) % 50 = 0
    ),
    batches as materialized (
      select nth / 100 as batch, gen_random_uuid() as id, min(signed_at) as at from chosen group by 1
    ),
    sealed as (
      insert into ${mailBatches} (id, idempotency_key, payload_sha256, created_at, first_attempt_at, attempts, next_attempt_at, finished_at)
      select id, id::text, md5(id::text), at, at, 1, at, at from batches
    )
    insert into ${outboxMessages}
      (id, topic, subject_id, payload, priority, created_at, batch_id, position, sent_at, provider_id, delivered_at)
    select chosen.id, 'signature.confirmation-requested', signature_id, jsonb_build_object('signatureId', signature_id), 1,
      signed_at, batches.id, nth % 100, signed_at + interval '2 s', gen_random_uuid()::text, signed_at + interval '9 s'
    from chosen join batches on batches.batch = chosen.nth / 100`);
}
