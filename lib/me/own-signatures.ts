import { desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { articles, campaigns, consents, petitionTexts, shareLinks, signatures } from "@/db/schema";
import { statusForStaff } from "@/lib/campaigns/campaign-status";
import { statusColumns } from "@/lib/campaigns/status-columns";
import { textVersion } from "@/lib/campaigns/text-version";
import { displayedName } from "@/lib/signatures/name-reviews";
import { publicName } from "@/lib/signatures/public-name";

/** More than anybody signs. */
const MAX_SIGNATURES = 500;

const columns = {
  id: signatures.id,
  campaign: campaigns.slug,
  campaignDates: statusColumns,
  ...displayedName,
  country: signatures.country,
  postcode: signatures.postcode,
  comment: signatures.comment,
  deliveredAs: signatures.deliveredAs,
  locale: signatures.locale,
  /** Where the signer came from. */
  article: articles.slug,
  callout: signatures.callout,
  channel: signatures.channel,
  signedAt: signatures.signedAt,
  confirmedAt: signatures.confirmedAt,
  withdrawnAt: signatures.withdrawnAt,
  quarantinedAt: signatures.quarantinedAt,
  text: {
    version: textVersion,
    sha256: petitionTexts.sha256,
    locale: petitionTexts.locale,
    title: petitionTexts.title,
    target: petitionTexts.target,
    summary: petitionTexts.summary,
    ask: petitionTexts.ask,
  },
  share: shareLinks.code,
};

export type OwnSignature = Awaited<ReturnType<typeof listOwnSignatures>>[number];

/** Lists the signatures of a person, under every campaign, latest first, with the words that were signed and the consents. */
export async function listOwnSignatures(
  db: Database,
  { supporterId, signatureId, now }: { supporterId: string; signatureId?: string; now: Date },
) {
  const rows = await db
    .select(columns)
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .leftJoin(shareLinks, eq(shareLinks.ownerSignatureId, signatures.id))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .where(
      signatureId
        ? sql`${signatures.supporterId} = ${supporterId}::uuid and ${signatures.id} = ${signatureId}::uuid`
        : eq(signatures.supporterId, supporterId),
    )
    .orderBy(desc(signatures.signedAt), desc(signatures.id))
    .limit(MAX_SIGNATURES);
  const given = await listConsents(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ campaignDates, ...row }) => ({
    ...row,
    campaignStatus: statusForStaff(campaignDates, now),
    shownAs: publicName(row),
    consents: given
      .filter(({ signatureId: of }) => of === row.id)
      .map(({ signatureId: _, ...consent }) => consent),
  }));
}

async function listConsents(db: Database, signatureIds: string[]) {
  if (signatureIds.length === 0) return [];
  return db
    .select({
      signatureId: consents.signatureId,
      purpose: consents.purpose,
      wording: consents.wording,
      version: consents.wordingVersion,
      at: consents.at,
    })
    .from(consents)
    .where(inArray(consents.signatureId, signatureIds))
    .orderBy(consents.at, consents.purpose);
}
