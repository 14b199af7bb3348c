import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/i18n/locales";
import en from "@/lib/i18n/messages/en/public.json";
import es from "@/lib/i18n/messages/es/public.json";

const MESSAGES: Record<Locale, typeof en> = { en, es };

/** Returns the texts of social cards in a language. Not by `next-intl/server`, which needs a request. */
export function cardTranslator(locale: Locale) {
  return createTranslator({ locale, messages: MESSAGES[locale] });
}

export type CardTranslator = ReturnType<typeof cardTranslator>;
