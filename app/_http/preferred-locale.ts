import Negotiator from "negotiator";
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale, localeOrDefault } from "@/lib/i18n/locales";

/** Returns the supported language that a browser prefers (`Accept-Language`, RFC 9110). */
export function preferredLocale(request: Pick<Request, "headers">): Locale {
  const negotiator = new Negotiator({
    headers: { "accept-language": request.headers.get("accept-language") ?? "" },
  });
  const best = negotiator.language([...LOCALES]) ?? DEFAULT_LOCALE;
  return localeOrDefault(best);
}

/** Returns the language of the form field `locale`, else the one that the browser prefers. */
export function localeFromFields(fields: Record<string, unknown>, request: Request): Locale {
  const locale = String(fields.locale ?? "");
  return isLocale(locale) ? locale : preferredLocale(request);
}

/** Returns the language of `?locale=`, for addresses without a language in the path. */
export function localeFromQuery(request: Request): Locale {
  const locale = new URL(request.url).searchParams.get("locale") ?? "";
  return localeOrDefault(locale);
}
