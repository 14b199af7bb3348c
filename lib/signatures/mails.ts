import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatures, supporters } from "@/db/schema";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { confirmationCode, confirmationToken } from "./confirm-token";

export type ConfirmationMail = {
  /** Whom it goes to; the address is still closed. */
  supporter: { id: string; emailKey: Uint8Array; emailCipher: Uint8Array };
  locale: Locale;
  campaignTitle: string;
  /** When the latest mail was asked for: an earlier one that still waits is out of date. */
  askedAt: Date;
  wantsReminders: boolean;
  token: string;
  code: string;
};

/** What the mails say that ask to confirm some signatures, by signature. Absent: gone, or confirmed already. */
export async function listConfirmationMails(
  db: Transaction,
  signatureIds: string[],
): Promise<Map<string, ConfirmationMail>> {
  const rows = await db
    .select({
      id: signatures.id,
      askedAt: signatures.confirmationAskedAt,
      locale: signatures.locale,
      supporter: { id: supporters.id, emailKey: supporters.emailKey, emailCipher: supporters.emailCipher },
      unsubscribedAt: supporters.unsubscribedAt,
      campaignTitle: petitionTexts.title,
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(
      and(
        inArray(signatures.id, signatureIds),
        isNull(signatures.confirmedAt),
        isNull(signatures.withdrawnAt),
      ),
    );
  return new Map(
    rows.map(({ id, askedAt, locale, supporter, unsubscribedAt, campaignTitle }) => {
      const confirmation = { signatureId: id, askedAt };
      const mail = {
        supporter,
        locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
        campaignTitle,
        askedAt,
        wantsReminders: unsubscribedAt === null,
        token: confirmationToken(confirmation),
        code: confirmationCode(confirmation),
      };
      return [id, mail];
    }),
  );
}

/** The people behind some signatures, each once. A signature that is gone has nobody behind it. */
export async function listSupporterIds(db: Transaction, signatureIds: string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ supporterId: signatures.supporterId })
    .from(signatures)
    .where(inArray(signatures.id, signatureIds));
  return rows.map(({ supporterId }) => supporterId);
}

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
