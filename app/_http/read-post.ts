import type { Locale } from "@/lib/i18n/locales";
import { hasOpaqueOrigin, isCrossSite } from "./cross-site";
import { localeFromFields, preferredLocale } from "./preferred-locale";
import { type BodyKind, type Fields, readBody } from "./read-body";
import { bodyReason, refusePublicRequest } from "./refuse-public-request";

export type Post = { fields: Fields; kind: BodyKind; locale: Locale };

/** Reads the fields of a public POST and the language of the response. Returns a refusal if the body is too large, unreadable or from another site. */
export async function readPost(
  request: Request,
  { opaqueOrigin }: { opaqueOrigin: "refused" | "accepted" } = { opaqueOrigin: "refused" },
): Promise<Post | Response> {
  const body = await readBody(request);
  const { kind } = body;
  if (!body.ok)
    return refusePublicRequest({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const locale = localeFromFields(body.fields, request);
  const isRefused = isCrossSite(request) && !(opaqueOrigin === "accepted" && hasOpaqueOrigin(request));
  if (isRefused) return refusePublicRequest({ reason: "crossSite", kind, locale });
  return { fields: body.fields, kind, locale };
}
