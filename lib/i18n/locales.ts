/**
 * The supported languages, in display order. A new one also needs a folder in `lib/i18n/messages`, its entries in
 * `public/embed.js`, and what the compiler then asks for: its messages in `lib/i18n/translator.ts`, the texts of
 * the mails in `emails/` and of the letter in `lib/print/letter-messages.ts`, and every `Record<Locale, …>`.
 */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** Returns the text if it is a supported language, else the default language. */
export function localeOrDefault(text: unknown): Locale {
  return typeof text === "string" && isLocale(text) ? text : DEFAULT_LOCALE;
}

/** The name of each language in that language. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", es: "Español" };

/** The direction of each language, for `dir` beside `lang`. */
export const DIRECTIONS: Record<Locale, "ltr" | "rtl"> = { en: "ltr", es: "ltr" };

/** Open Graph locale codes. */
export const OPEN_GRAPH_LOCALES: Record<Locale, string> = { en: "en_US", es: "es_ES" };
