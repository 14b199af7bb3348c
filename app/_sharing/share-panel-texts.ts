import { getMessages } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

/** Returns the texts of sharing as plain strings, so that the browser needs no translator. */
export async function sharingTexts(locale: Locale) {
  const { passOn } = await getMessages({ locale });
  return passOn;
}

export type SharingTexts = Awaited<ReturnType<typeof sharingTexts>>;
