import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts, shareLinks, signatures, supporters, suppressions } from "@/db/schema";
import { localeOrDefault } from "@/lib/i18n/locales";
import { isCounted } from "@/lib/signatures/is-counted";

/** The topic of the mail with the receipt, enqueued by the transaction that confirms. */
export const RECEIPT_TOPIC = "signature.confirmed";

/** The content of a mail with a receipt. */
type ReceiptMail = ReturnType<typeof asMail>;

/** Returns the contents of mails with receipts by signature id. Signatures that do not count, or not any more, are absent. */
export async function listReceiptMails(db: Transaction, signatureIds: string[]) {
  if (signatureIds.length === 0) return new Map<string, ReceiptMail>();
  const rows = await selectCounted(db, signatureIds);
  return new Map(rows.map((row) => [row.signatureId, asMail(row)]));
}

function selectCounted(db: Transaction, signatureIds: string[]) {
  return db
    .select({
      signatureId: signatures.id,
      supporter: { id: supporters.id, emailKey: supporters.emailKey, emailCipher: supporters.emailCipher },
      isSuppressed: sql<boolean>`${supporters.neverMailAt} is not null or ${suppressions.emailKey} is not null`,
      locale: signatures.locale,
      campaign: campaigns.slug,
      campaignTitle: petitionTexts.title,
      shareCode: shareLinks.code,
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .innerJoin(shareLinks, eq(shareLinks.ownerSignatureId, signatures.id))
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(and(inArray(signatures.id, signatureIds), isCounted));
}

function asMail(row: Awaited<ReturnType<typeof selectCounted>>[number]) {
  return { ...row, locale: localeOrDefault(row.locale) };
}
