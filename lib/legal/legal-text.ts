import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { LEGAL_PAGES, legalTexts } from "@/db/schema";
import { env } from "@/lib/env";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { getSetting } from "@/lib/settings/get-setting";
import { fillPlaceholders, mailLink, type PlaceholderValues, plainMarkdown } from "./fill-placeholders";
import { getResponsible } from "./responsible";
import { getRetentionRules } from "./retention-rules";
import { retentionSentences } from "./retention-sentences";
import { SAMPLE_TEXTS_EN } from "./sample-texts-en";
import { SAMPLE_TEXTS_ES } from "./sample-texts-es";

export type LegalPage = (typeof LEGAL_PAGES)[number];

/** The paths of the legal pages below their language, as alternatives of a regular expression. */
export const LEGAL_PAGE_PATHS = LEGAL_PAGES.join("|");

const SAMPLE_TEXTS: Record<Locale, Record<LegalPage, string>> = { en: SAMPLE_TEXTS_EN, es: SAMPLE_TEXTS_ES };

type Asked = { page: LegalPage; locale: Locale };

/** A legal page as it is stored, with placeholders. Version 0 is the sample. */
type LegalText = { body: string; version: number; isConfirmed: boolean; publishedAt: Date | null };

/** Returns the newest version of a legal page, or the sample. */
export async function getLegalText(db: Transaction, { page, locale }: Asked): Promise<LegalText> {
  const { body, version, isConfirmed, publishedAt } = legalTexts;
  const [stored] = await db
    .select({ body, version, isConfirmed, publishedAt })
    .from(legalTexts)
    .where(and(eq(legalTexts.page, page), eq(legalTexts.locale, locale)))
    .orderBy(desc(version))
    .limit(1);
  return stored ?? { body: SAMPLE_TEXTS[locale][page], version: 0, isConfirmed: false, publishedAt: null };
}

/** Lists the newest version of every legal page in every language, without its text. */
export async function listLegalTexts(db: Transaction) {
  const { page, locale, version, isConfirmed, publishedAt } = legalTexts;
  const stored = await db
    .selectDistinctOn([page, locale], { page, locale, version, isConfirmed, publishedAt })
    .from(legalTexts)
    .orderBy(page, locale, desc(version));
  return LEGAL_PAGES.flatMap((one) =>
    LOCALES.map((language) => {
      const found = stored.find((text) => text.page === one && text.locale === language);
      const { version: number = 0, isConfirmed: confirmed = false, publishedAt: at = null } = found ?? {};
      return { page: one, locale: language, version: number, isConfirmed: confirmed, publishedAt: at };
    }),
  );
}

/** Lists the versions of a legal page, newest first. */
export function listVersions(db: Transaction, { page, locale }: Asked) {
  const { version, body, isConfirmed, publishedAt } = legalTexts;
  return db
    .select({ version, body, isConfirmed, publishedAt })
    .from(legalTexts)
    .where(and(eq(legalTexts.page, page), eq(legalTexts.locale, locale)))
    .orderBy(desc(version))
    .limit(MAX_LISTED_VERSIONS);
}

const MAX_LISTED_VERSIONS = 50;

/** Returns a text with its placeholders filled in, as Markdown. */
export async function fillLegalText(db: Transaction, { body, locale }: { body: string; locale: Locale }) {
  return fillPlaceholders(body, await placeholderValues(db, locale));
}

async function placeholderValues(db: Transaction, locale: Locale): Promise<PlaceholderValues> {
  const { organisation, postalAddress, email, privacyEmail, securityEmail, ...lines } =
    await getResponsible(db);
  const { recipients } = await getSetting(db, "contact");
  const rules = await getRetentionRules(db);
  return {
    organisation: plainMarkdown(organisation),
    address: plainMarkdown(postalAddress),
    representative: plainMarkdown(lines.representative),
    registration: plainMarkdown(lines.registration),
    phone: plainMarkdown(lines.phone),
    email: mailLink(email),
    privacyEmail: mailLink(privacyEmail),
    securityEmail: mailLink(securityEmail),
    recipients: recipients[locale] ?? "",
    retention: retentionSentences(locale, rules)
      .map((sentence) => `- ${plainMarkdown(sentence)}`)
      .join("\n"),
    site: plainMarkdown(env().APP_URL),
  };
}
