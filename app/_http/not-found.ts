import { redirect } from "next/navigation";
import { isLocale, type Locale, localeOrDefault } from "@/lib/i18n/locales";

/**
 * Redirects to an address without a page, which `global-not-found.tsx` serves with status 404. Next's own `notFound()`
 * renders a page that stays blank without JavaScript.
 */
export function redirectToNotFound(locale: string): never {
  redirect(`/${localeOrDefault(locale)}/missing`);
}

/** Returns the language of a path, or redirects to the 404 page if there is no such language. */
export function requireLocale(locale: string): Locale {
  return isLocale(locale) ? locale : redirectToNotFound(locale);
}
