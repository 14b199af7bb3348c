import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, consents, petitionTexts, signatures } from "@/db/schema";
import { textVersion } from "@/lib/campaigns/text-version";
import { getResponsible } from "@/lib/legal/responsible";
import { issueReceipt } from "./issue-receipt";

/** Which receipt: that of a signature, which must be of `supporterId` if given. */
type Asked = { signatureId: string; supporterId?: string };

/**
 * Returns the receipt of a confirmed signature, also of a quarantined one, or null: for an unconfirmed or withdrawn signature, or
 * one of somebody else. The same confirmation always has the same receipt, unless who is responsible has changed.
 */
export async function findReceipt(db: Database, { signatureId, supporterId }: Asked) {
  const { id, locale, signedAt, confirmedAt } = signatures;
  const { title, target, summary, ask, sha256, publishedAt } = petitionTexts;
  const [row] = await db
    .select({
      ...{ id, locale, signedAt, confirmedAt },
      campaign: campaigns.slug,
      text: {
        title,
        target,
        summary,
        ask,
        sha256,
        publishedAt,
        locale: petitionTexts.locale,
        version: textVersion,
      },
    })
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(
      and(
        eq(signatures.id, signatureId),
        isNotNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
        supporterId === undefined ? undefined : eq(signatures.supporterId, supporterId),
      ),
    );
  if (!row?.confirmedAt) return null;
  const [given, responsible] = await Promise.all([listConsents(db, signatureId), getResponsible(db)]);
  return issueReceipt({ ...row, confirmedAt: row.confirmedAt, consents: given, responsible });
}

function listConsents(db: Database, signatureId: string) {
  const { purpose, wording, wordingVersion, locale, at } = consents;
  return db
    .select({ purpose, wording, version: wordingVersion, locale, at })
    .from(consents)
    .where(eq(consents.signatureId, signatureId))
    .orderBy(asc(purpose));
}
