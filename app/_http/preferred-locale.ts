import Negotiator from "negotiator";
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from "@/lib/i18n/locales";

/** The language that a browser asks for (`Accept-Language`, RFC 9110), among those that we speak. */
export function preferredLocale(request: Pick<Request, "headers">): Locale {
  const asked = new Negotiator({
    headers: { "accept-language": request.headers.get("accept-language") ?? "" },
  });
  const best = asked.language([...LOCALES]) ?? DEFAULT_LOCALE;
  return isLocale(best) ? best : DEFAULT_LOCALE;
}
