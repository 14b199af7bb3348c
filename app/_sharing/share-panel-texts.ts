import { getMessages } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

/** Everything that passing on says to a reader, as plain texts: the browser needs no translator. */
export async function sharingTexts(locale: Locale) {
  const { passOn } = await getMessages({ locale });
  return passOn;
}

export type SharingTexts = Awaited<ReturnType<typeof sharingTexts>>;
