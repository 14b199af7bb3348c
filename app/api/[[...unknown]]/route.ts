import { localeOfVisitor } from "@/app/_http/post-only";
import { prefersHtml } from "@/app/_http/read-body";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";

/** Responds to every address of the API that has no resource with 404: a problem document, or for browsers a page. */
function refuse(request: Request): Promise<Response> {
  const locale = localeOfVisitor(request);
  const kind = prefersHtml(request) ? "form" : "json";
  return refusePublicRequest({ reason: "noResource", kind, locale, backTo: `/${locale}` });
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
