import { redirect } from "next/navigation";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

/**
 * Leads to an address that is nobody's, and so to `global-not-found.tsx` with status 404. Next answers its own
 * `notFound()` with a page that stays blank without scripts.
 */
export function redirectToNotFound(locale: string): never {
  redirect(`/${isLocale(locale) ? locale : DEFAULT_LOCALE}/missing`);
}
