import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { ListedSignature, listSignatures } from "@/lib/signatures/list-signatures";
import type { SignatureCursor, SignatureFilter } from "@/lib/signatures/signature-filter";

/** What every part of the signature list needs. */
export type SignatureList = {
  locale: Locale;
  campaign: { id: string; slug: string };
  filter: SignatureFilter;
  /** The path of the list, without its filters. */
  path: string;
};

/** One page of the list, with the cursor that it was read from. */
export type FoundPage = SignatureList & {
  page: Awaited<ReturnType<typeof listSignatures>>;
  after?: SignatureCursor;
  before?: SignatureCursor;
};

type SignatureState = ListedSignature["state"];

/** The states in the order of the filter. */
export const STATES = ["confirmed", "pending", "set-aside", "withdrawn"] as const satisfies SignatureState[];

/** Returns the name of a country. */
export function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
}

/** Formats a day such as "2026-11-01". */
export function dayName(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}

/** Returns the name of the place where a person signed. */
export async function callOutName(callout: string, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  if (callout === "end" || callout === "bar") return t(callout);
  return callout === "page" ? t("campaignPage") : t("callout", { number: callout });
}
