import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isCrossSite, hasOpaqueOrigin } from "./cross-site";
import { preferredLocale } from "./preferred-locale";
import { type BodyKind, type Fields, readBody } from "./read-body";
import { bodyReason, refuse } from "./refuse";

export type Post = { fields: Fields; kind: BodyKind; locale: Locale };

/** A public write's fields, and the language to answer in; or the refusal of what is too large, unreadable or sent from another site. */
export async function readPost(
  request: Request,
  { untold }: { untold: "refused" | "accepted" } = { untold: "refused" },
): Promise<Post | Response> {
  const body = await readBody(request);
  const { kind } = body;
  if (!body.ok) return refuse({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const asked = String(body.fields.locale ?? "");
  const locale = isLocale(asked) ? asked : preferredLocale(request);
  const foreign = isCrossSite(request) && !(untold === "accepted" && hasOpaqueOrigin(request));
  if (foreign) return refuse({ reason: "crossSite", kind, locale });
  return { fields: body.fields, kind, locale };
}
