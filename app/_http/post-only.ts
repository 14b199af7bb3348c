import { preferredLocale } from "./preferred-locale";
import { refuse } from "./refuse";

/** The answer to GET and HEAD where only POST does something (RFC 9110, 15.5.6: it names what is allowed). */
export function onlyPost(request: Request): Promise<Response> {
  return refuse({ reason: "onlyPost", kind: "json", locale: preferredLocale(request) });
}
