import { preferredLocale } from "./preferred-locale";
import { refusePublicRequest } from "./refuse-public-request";

/** Responds to GET and HEAD of a resource that takes only POST with 405 and `Allow` (RFC 9110, 15.5.6). */
export function onlyPost(request: Request): Promise<Response> {
  return refusePublicRequest({ reason: "onlyPost", kind: "json", locale: preferredLocale(request) });
}
