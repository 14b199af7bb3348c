import { redirect } from "next/navigation";
import { isLocale, type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { notFoundPath } from "@/lib/paths";

/**
 * Redirects to an address without a page, which `global-not-found.tsx` serves with status 404. Next's own `notFound()`
 * renders a page that stays blank without JavaScript. The HTTP server sends that page in place of the redirect
 * (`server/not-found-in-place.ts`), so that the address stays as it was typed.
 */
export function redirectToNotFound(locale: string): never {
  redirect(notFoundPath(localeOrDefault(locale)));
}

/** Returns the language of a path, or redirects to the 404 page if there is no such language. */
export function requireLocale(locale: string): Locale {
  return isLocale(locale) ? locale : redirectToNotFound(locale);
}
