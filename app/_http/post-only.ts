import { preferredLocale } from "./preferred-locale";
import { refuse } from "./refuse";

/** Answers GET and HEAD of a resource that takes only POST with 405 and `Allow` (RFC 9110, 15.5.6). */
export function onlyPost(request: Request): Promise<Response> {
  return refuse({ reason: "onlyPost", kind: "json", locale: preferredLocale(request) });
}
