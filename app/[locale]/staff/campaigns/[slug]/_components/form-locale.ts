import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";

/** The language of the page that a form was sent from. */
export function localeOf(form: FormData): Locale {
  const asked = String(form.get("locale"));
  return isLocale(asked) ? asked : DEFAULT_LOCALE;
}
