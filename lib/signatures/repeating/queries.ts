import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatures, supporters } from "@/db/schema";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

/** What the mails say that tell some signers that they count already, by signature. Absent: gone, or does not count. */
export async function listRepeatMails(db: Transaction, signatureIds: string[]) {
  if (signatureIds.length === 0) return new Map<string, RepeatMail>();
  const rows = await selectCounted(db, signatureIds);
  return new Map(rows.map((row) => [row.signatureId, asMail(row)]));
}

/** What one of them says; the signer's own link is opened with the rest of it. */
export type RepeatMail = ReturnType<typeof asMail>;

function selectCounted(db: Transaction, signatureIds: string[]) {
  return db
    .select({
      signatureId: signatures.id,
      supporter: { id: supporters.id, emailKey: supporters.emailKey, emailCipher: supporters.emailCipher },
      locale: signatures.locale,
      campaignId: signatures.campaignId,
      campaign: campaigns.slug,
      campaignTitle: petitionTexts.title,
      articleId: signatures.articleId,
      parentId: signatures.shareLinkId,
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(
      and(
        inArray(signatures.id, signatureIds),
        isNotNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
        isNull(signatures.quarantinedAt),
      ),
    );
}

function asMail(row: Awaited<ReturnType<typeof selectCounted>>[number]) {
  return { ...row, locale: isLocale(row.locale) ? row.locale : DEFAULT_LOCALE };
}
