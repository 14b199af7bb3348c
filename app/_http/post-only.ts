import { isLocale, type Locale } from "@/lib/i18n/locales";
import { preferredLocale } from "./preferred-locale";
import { prefersHtml } from "./read-body";
import { getReferringPage } from "./referring-page";
import { refusePublicRequest } from "./refuse-public-request";

/** Responds to GET and HEAD of a resource that takes only POST with 405 and `Allow` (RFC 9110, 15.5.6). */
export function onlyPost(request: Request): Promise<Response> {
  const kind = prefersHtml(request) ? "form" : "json";
  const locale = localeOfVisitor(request);
  return refusePublicRequest({ reason: "onlyPost", kind, locale, backTo: `/${locale}` });
}

/**
 * Responds like `onlyPost` to programs. A browser, which opens the address of a form again after a
 * restart for example, is redirected to the page with the form.
 */
export function redirectToFormPage(request: Request, pathIn: (locale: Locale) => string) {
  if (!prefersHtml(request)) return onlyPost(request);
  return new Response(null, {
    status: 303,
    headers: { location: pathIn(localeOfVisitor(request)), "cache-control": "no-store", vary: "accept" },
  });
}

/** Returns the language of the page of ours that the visitor comes from, else the one that the browser prefers. */
export function localeOfVisitor(request: Request): Locale {
  const language = getReferringPage(request)?.pathname.split("/")[1] ?? "";
  return isLocale(language) ? language : preferredLocale(request);
}
