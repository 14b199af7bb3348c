import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatures, supporters } from "@/db/schema";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { confirmationCode, confirmationToken } from "./confirm-token";

export type ConfirmationMail = {
  /** The recipient, the address still encrypted. */
  supporter: { id: string; emailKey: Uint8Array; emailCipher: Uint8Array };
  locale: Locale;
  campaignTitle: string;
  /** When the latest mail was requested: a message queued before that is outdated. */
  askedAt: Date;
  wantsReminders: boolean;
  token: string;
  code: string;
};

/** Returns the contents of confirmation mails by signature id. Deleted and confirmed signatures are absent. */
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
        locale: localeOrDefault(locale),
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

/** Lists the supporters of these signatures, each once. Deleted signatures are ignored. */
export async function listSupporterIds(db: Transaction, signatureIds: string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ supporterId: signatures.supporterId })
    .from(signatures)
    .where(inArray(signatures.id, signatureIds));
  return rows.map(({ supporterId }) => supporterId);
}

/** Returns the contents of "already signed" mails by signature id. Deleted signatures and those that do not count are absent. */
export async function listRepeatMails(db: Transaction, signatureIds: string[]) {
  if (signatureIds.length === 0) return new Map<string, RepeatMail>();
  const rows = await selectCounted(db, signatureIds);
  return new Map(rows.map((row) => [row.signatureId, asMail(row)]));
}

/** The content of an "already signed" mail, without the signer's share link. */
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
  return { ...row, locale: localeOrDefault(row.locale) };
}
