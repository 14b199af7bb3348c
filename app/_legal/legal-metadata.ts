import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import type { LegalPage } from "@/lib/legal/legal-text";
import { legalPath } from "@/lib/paths";

/** Returns the metadata of a legal page. */
export async function legalMetadata(params: Promise<{ locale: string }>, page: LegalPage): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "legal.title" });
  const languages = Object.fromEntries(LOCALES.map((other) => [other, legalPath(other, page)]));
  return { title: t(page), alternates: { canonical: legalPath(locale, page), languages } };
}
