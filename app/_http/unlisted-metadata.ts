import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isLocale } from "@/lib/i18n/locales";

type TitleKey =
  | "confirm.askedTitle"
  | "confirm.title"
  | "inbox.title"
  | "me.move.confirmTitle"
  | "me.title"
  | "mail.title"
  | "passOn.title"
  | "thanks.everyone";

/** Returns the metadata of a page that search engines must not list: its title in the language of the path, and `noindex`. */
export async function unlistedMetadata(
  params: Promise<{ locale: string }>,
  titleKey: TitleKey,
): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale });
  return { title: t(titleKey), robots: { index: false } };
}
