import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { ListedSignature, listSignatures } from "@/lib/signatures/list-signatures";
import type { SignatureCursor, SignatureFilter } from "@/lib/signatures/signature-filter";

/** What every part of the list's page knows. */
export type SignatureList = {
  locale: Locale;
  campaign: { id: string; slug: string };
  filter: SignatureFilter;
  /** The page's address, without what narrows the list. */
  path: string;
};

/** One page of it, and the place that it follows or comes before. */
export type FoundPage = SignatureList & {
  page: Awaited<ReturnType<typeof listSignatures>>;
  after?: SignatureCursor;
  before?: SignatureCursor;
};

export type SignatureState = ListedSignature["state"];

/** In the order in which staff are likely to ask for them. */
export const STATES = ["confirmed", "pending", "set-aside", "withdrawn"] as const satisfies SignatureState[];

/** The name of a country in a language. */
export function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
}

/** A whole day, as "2026-11-01" names it, in the words of a language. */
export function dayName(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}

/** The place in an article where somebody signed, in words. */
export async function calloutName(callout: string, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  if (callout === "end" || callout === "bar") return t(callout);
  return callout === "page" ? t("campaignPage") : t("callout", { number: callout });
}
