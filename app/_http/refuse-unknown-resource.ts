import { localeOfVisitor } from "./post-only";
import { prefersHtml } from "./read-body";
import { refusePublicRequest } from "./refuse-public-request";

/** Responds to every address of the API that has no resource with 404: a problem document, or for browsers a page. */
export function refuseUnknownResource(request: Request): Promise<Response> {
  const locale = localeOfVisitor(request);
  const kind = prefersHtml(request) ? "form" : "json";
  return refusePublicRequest({ reason: "noResource", kind, locale, backTo: `/${locale}` });
}
