import { readBody } from "@/app/_http/body";
import { preferredLocale } from "@/app/_http/locale";
import { isCrossSite } from "@/app/_http/origin";
import { pendingCookie } from "@/app/_http/pending-cookie";
import { bodyReason, refuse } from "@/app/_http/refusal";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { signInput } from "@/lib/signatures/input";
import { signCampaign } from "@/lib/signatures/mutations";
import { likelyAddress } from "@/lib/supporters/spelling/rules";
import { askToCorrect } from "./correction";
import { withOrigin } from "./origin";

/** Signs a campaign, from a form or as JSON. The same answer for a new, a repeated and a suppressed address. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/api/v1/campaigns/[slug]/signatures">,
) {
  const { slug } = await params;
  const body = await readBody(request);
  const kind = body.kind;
  if (!body.ok) return refuse({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const asked = String(body.fields.locale ?? "");
  const locale = isLocale(asked) ? asked : preferredLocale(request);
  if (isCrossSite(request)) return refuse({ reason: "crossSite", kind, locale });
  if (!isSlug(slug)) return refuse({ reason: "notFound", kind, locale });

  const fields = { ...(kind === "form" ? withOrigin(body.fields, request) : body.fields), locale };
  const input = signInput.safeParse(fields);
  if (!input.success) return askToCorrect({ slug, kind, locale, fields, error: input.error });
  const likely = kind === "form" && !input.data.addressChecked ? likelyAddress(input.data.email) : null;
  if (likely) return askToCorrect({ slug, kind, locale, fields, likely });

  const signed = await withinReach(() => signCampaign(db(), { ...input.data, campaign: slug }));
  if (!signed) return refuse({ reason: "busy", kind, locale, backTo: `/${locale}/campaigns/${slug}#sign` });
  if (signed.outcome === "unknown-campaign")
    return refuse({ reason: "notFound", kind, locale, backTo: `/${locale}` });
  if (signed.outcome === "closed-campaign") {
    return refuse({ reason: "closed", kind, locale, backTo: `/${locale}/campaigns/${slug}` });
  }

  const headers = { "set-cookie": pendingCookie(request, signed.signatureId), "cache-control": "no-store" };
  if (kind === "json")
    return Response.json({ status: "confirmation-sent", campaign: slug }, { status: 202, headers });
  const back = input.data.article ? `?from=${input.data.article}` : "";
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: `/${locale}/campaigns/${slug}/inbox${back}` },
  });
}
