import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, consents, petitionTexts, signatures, supporters } from "@/db/schema";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { confirmationCode, confirmationToken } from "./rules";

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

/** What a person sees before they confirm: the petition, and what was signed in their name. Null when it is gone. */
export async function getSignatureToConfirm(db: Database, signatureId: string) {
  const [signature] = await db
    .select({
      id: signatures.id,
      campaign: campaigns.slug,
      campaignTitle: petitionTexts.title,
      target: petitionTexts.target,
      summary: petitionTexts.summary,
      ask: petitionTexts.ask,
      textLocale: petitionTexts.locale,
      name: signatures.name,
      display: signatures.display,
      comment: signatures.comment,
      confirmedAt: signatures.confirmedAt,
      updates: sql<boolean>`exists (select from ${consents} where ${consents.signatureId} = ${signatures.id} and ${consents.purpose} = 'updates')`,
    })
    .from(signatures)
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(and(eq(signatures.id, signatureId), isNull(signatures.withdrawnAt)));
  return signature ?? null;
}
