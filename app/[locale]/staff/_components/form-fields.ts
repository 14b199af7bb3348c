import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

/** The language of the page that a form stands on. */
export function localeOf(form: FormData): Locale {
  const locale = String(form.get("locale") ?? "");
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
}

/** The slug that a form is about; empty, and so nobody's, if it is none. */
export function slugOf(form: FormData): string {
  const slug = String(form.get("slug") ?? "");
  return isSlug(slug) ? slug : "";
}

/** What a hidden field carries as JSON; null when it is none. A schema looks at it next. */
export function jsonOf(form: FormData, name: string): unknown {
  try {
    return JSON.parse(String(form.get(name) ?? ""));
  } catch {
    return null;
  }
}
