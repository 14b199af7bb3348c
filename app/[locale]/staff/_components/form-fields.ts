import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

/** Returns the language of the page with the form: its field `locale`. */
export function formLocale(form: FormData): Locale {
  return localeOrDefault(form.get("locale"));
}

/** Returns the slug of the campaign that a form is about: its field `slug`, or an empty text if that is invalid. */
export function formSlug(form: FormData): string {
  const slug = String(form.get("slug") ?? "");
  return isSlug(slug) ? slug : "";
}

/** Parses a field that contains JSON, for validation by a schema. Returns null for invalid JSON. */
export function formJson(form: FormData, name: string): unknown {
  try {
    return JSON.parse(String(form.get(name) ?? ""));
  } catch {
    return null;
  }
}
