/** The languages we speak, in the order in which they are offered. */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The language's own name for itself. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", es: "Español" };

/** Languages as Open Graph names them, with a territory. */
export const OPEN_GRAPH_LOCALES: Record<Locale, string> = { en: "en_US", es: "es_ES" };
