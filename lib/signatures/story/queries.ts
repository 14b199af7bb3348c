import { and, asc, desc, eq, gte, isNotNull, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  articles,
  campaigns,
  commentReviews,
  consents,
  outboxMessages,
  petitionTexts,
  type SIGNATURE_STATES,
  shareLinks,
  shareVisits,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { openAddress } from "@/lib/supporters/rules";

/** All that we know of one signature of a campaign, its signer's address in clear; or null. */
export async function getSignatureStory(
  db: Database,
  { campaignId, signatureId }: { campaignId: string; signatureId: string },
) {
  const row = await selectSignature(db, { campaignId, signatureId });
  if (!row) return null;
  const { supporterId, emailCipher, through, ...signature } = row;
  const agreed = await db
    .select({
      purpose: consents.purpose,
      wording: consents.wording,
      version: consents.wordingVersion,
      at: consents.at,
    })
    .from(consents)
    .where(eq(consents.signatureId, signatureId))
    .orderBy(asc(consents.purpose));
  return {
    ...signature,
    through: through.code === null ? null : { ...through, code: through.code },
    address: openAddress(emailCipher, supporterId),
    consents: agreed,
  };
}

export type SignatureStory = NonNullable<Awaited<ReturnType<typeof getSignatureStory>>>;

async function selectSignature(
  db: Database,
  { campaignId, signatureId }: { campaignId: string; signatureId: string },
) {
  const through = alias(shareLinks, "through");
  const passedOn = alias(signatures, "passed_on");
  const { id, name, country, postcode, comment, display, locale, callout, channel } = signatures;
  const { signedAt, confirmedAt, confirmationAskedAt, confirmationsAsked, remindedAt, repeatToldAt } =
    signatures;
  const { withdrawnAt, quarantinedAt, quarantineReason } = signatures;
  const [row] = await db
    .select({
      ...{ id, name, country, postcode, comment, display, locale, callout, channel },
      ...{ signedAt, confirmedAt, confirmationAskedAt, confirmationsAsked, remindedAt, repeatToldAt },
      ...{ withdrawnAt, quarantinedAt, quarantineReason },
      state: sql<(typeof SIGNATURE_STATES)[number]>`${signatureState(signatures)}`,
      supporterId: supporters.id,
      emailCipher: supporters.emailCipher,
      unsubscribedAt: supporters.unsubscribedAt,
      neverMailAt: supporters.neverMailAt,
      text: {
        title: petitionTexts.title,
        locale: petitionTexts.locale,
        sha256: petitionTexts.sha256,
        publishedAt: petitionTexts.publishedAt,
        /** The how-manieth published text of the campaign in this language it is. */
        version: sql<number>`(select count(*)::int from petition_texts earlier where earlier.campaign_id = ${petitionTexts.campaignId}
          and earlier.locale = ${petitionTexts.locale} and earlier.published_at <= ${petitionTexts.publishedAt})`,
      },
      article: { slug: articles.slug, locale: articles.locale, title: articles.title },
      through: { code: through.code, signatureId: passedOn.id, name: passedOn.name },
      // With a column that is never null: else one that waits would be taken for one that is not there.
      review: {
        waitingSince: commentReviews.waitingSince,
        approvedAt: commentReviews.approvedAt,
        declinedAt: commentReviews.declinedAt,
      },
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .leftJoin(through, eq(through.id, signatures.shareLinkId))
    .leftJoin(passedOn, and(eq(passedOn.id, through.ownerSignatureId), eq(passedOn.campaignId, campaignId)))
    .leftJoin(commentReviews, eq(commentReviews.signatureId, signatures.id))
    .where(and(eq(signatures.id, signatureId), eq(signatures.campaignId, campaignId)));
  return row ?? null;
}

/** Two clocks may differ by so much. */
const AROUND_MS = 15_000;

/**
 * The mails about a signature, found by when they were asked for: their ids were made then, so the primary key has them
 * together. No index on what a mail is about, which each signature would pay for.
 */
export async function listMailsAbout(
  db: Database,
  { signatureId, times }: { signatureId: string; times: (Date | null)[] },
) {
  const asked = times.flatMap((time) => time ?? []);
  if (asked.length === 0) return [];
  const madeAround = asked.map((time) =>
    and(
      gte(outboxMessages.id, earliestIdAt(new Date(time.getTime() - AROUND_MS))),
      lte(outboxMessages.id, earliestIdAt(new Date(time.getTime() + AROUND_MS))),
    ),
  );
  const { id, topic, createdAt, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure } =
    outboxMessages;
  return db
    .select({
      id,
      topic,
      createdAt,
      sentAt,
      deliveredAt,
      delayedAt,
      bouncedAt,
      complainedAt,
      failedAt,
      failure,
    })
    .from(outboxMessages)
    .where(and(or(...madeAround), eq(outboxMessages.subjectId, signatureId)))
    .orderBy(asc(outboxMessages.id));
}

export type MailAbout = Awaited<ReturnType<typeof listMailsAbout>>[number];

/** A signer's own link: how often it was opened, and who signed and confirmed through it. Null until they have confirmed. */
export async function getPassedOn(
  db: Database,
  { signatureId, limit }: { signatureId: string; limit: number },
) {
  const visits = sql<number>`(select coalesce(sum(${shareVisits.visits}), 0) from ${shareVisits}
    where ${shareVisits.shareLinkId} = ${shareLinks.id})`.mapWith(Number);
  const [link] = await db
    .select({ id: shareLinks.id, code: shareLinks.code, visits })
    .from(shareLinks)
    .where(eq(shareLinks.ownerSignatureId, signatureId));
  if (!link) return null;
  const [followers, generations] = await Promise.all([
    listFollowers(db, { linkId: link.id, limit }),
    countGenerations(db, link.id),
  ]);
  return { code: link.code, visits: link.visits, followers, generations };
}

/** Whoever confirms gets a link of their own, whose parent is the one through which they came: so links lead to signatures. */
function listFollowers(db: Database, { linkId, limit }: { linkId: string; limit: number }) {
  return db
    .select({
      id: signatures.id,
      campaign: campaigns.slug,
      name: signatures.name,
      country: signatures.country,
      confirmedAt: signatures.confirmedAt,
      state: sql<(typeof SIGNATURE_STATES)[number]>`${signatureState(signatures)}`,
    })
    .from(shareLinks)
    .innerJoin(signatures, eq(signatures.id, shareLinks.ownerSignatureId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .where(and(eq(shareLinks.parentId, linkId), isNotNull(shareLinks.ownerSignatureId)))
    .orderBy(desc(shareLinks.id))
    .limit(limit);
}

/** How many confirmed in each generation after the owner of a link: ten generations and 10,000 links at most. */
async function countGenerations(db: Database, linkId: string) {
  const rows = await db.execute<{ generation: number; signers: number }>(sql`
    with recursive passed_on as (
      select id, owner_signature_id, 1 as generation from share_links where parent_id = ${linkId}
      union all
      select link.id, link.owner_signature_id, generation + 1
      from share_links link join passed_on on link.parent_id = passed_on.id where generation < 10
    )
    select generation, count(owner_signature_id)::int as signers
    from (select * from passed_on limit 10000) counted group by generation order by generation`);
  return rows
    .filter(({ signers }) => signers > 0)
    .map(({ generation, signers }) => ({ generation, signers }));
}
