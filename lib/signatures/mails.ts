import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts, signatureAttempts, signatures, supporters } from "@/db/schema";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { type AttemptRef, confirmationCode, confirmationToken } from "./confirm-token";
import { isConfirmable } from "./is-confirmable";
import { isCounted } from "./is-counted";

export type ConfirmationMail = {
  /** The recipient, the address still encrypted. */
  supporter: { id: string; emailKey: Uint8Array; emailCipher: Uint8Array };
  locale: Locale;
  campaignTitle: string;
  /** When the latest mail of the attempt was requested: a message queued before that is outdated. */
  askedAt: Date;
  wantsReminders: boolean;
  token: string;
  code: string;
};

/**
 * Returns the contents of confirmation mails by attempt id: each has the link and the code of its attempt, and nothing that was
 * typed. Deleted attempts and those of confirmed signatures are absent.
 */
export async function listConfirmationMails(
  db: Transaction,
  attempts: AttemptRef[],
): Promise<Map<string, ConfirmationMail>> {
  if (attempts.length === 0) return new Map();
  const { signatureId, id: attemptId, askedAt, locale } = signatureAttempts;
  const rows = await db
    .select({
      ...{ signatureId, attemptId, askedAt, locale },
      supporter: { id: supporters.id, emailKey: supporters.emailKey, emailCipher: supporters.emailCipher },
      unsubscribedAt: supporters.unsubscribedAt,
      campaignTitle: petitionTexts.title,
    })
    .from(signatureAttempts)
    .innerJoin(signatures, eq(signatures.id, signatureAttempts.signatureId))
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatureAttempts.textId))
    .where(
      and(
        inArray(
          signatureAttempts.signatureId,
          attempts.map((attempt) => attempt.signatureId),
        ),
        inArray(
          signatureAttempts.id,
          attempts.map((attempt) => attempt.attemptId),
        ),
        isConfirmable,
      ),
    );
  return new Map(
    rows.flatMap((row) => (row.askedAt ? [[row.attemptId, asConfirmation(row, row.askedAt)]] : [])),
  );
}

type ConfirmationRow = AttemptRef & {
  locale: string;
  supporter: ConfirmationMail["supporter"];
  unsubscribedAt: Date | null;
  campaignTitle: string;
};

function asConfirmation(row: ConfirmationRow, askedAt: Date): ConfirmationMail {
  const { signatureId, attemptId, locale, supporter, unsubscribedAt, campaignTitle } = row;
  const confirmation = { signatureId, attemptId, askedAt };
  return {
    supporter,
    locale: localeOrDefault(locale),
    campaignTitle,
    askedAt,
    wantsReminders: unsubscribedAt === null,
    token: confirmationToken(confirmation),
    code: confirmationCode(confirmation),
  };
}

/** Lists the supporters of these signatures, each once. Deleted and anonymised signatures are ignored. */
export async function listSupporterIds(db: Transaction, signatureIds: string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ supporterId: signatures.supporterId })
    .from(signatures)
    .where(inArray(signatures.id, signatureIds));
  return rows.flatMap(({ supporterId }) => supporterId ?? []);
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
    .where(and(inArray(signatures.id, signatureIds), isCounted));
}

function asMail(row: Awaited<ReturnType<typeof selectCounted>>[number]) {
  return { ...row, locale: localeOrDefault(row.locale) };
}
