import { type BodyKind, type Fields, readBody } from "@/app/_http/body";
import { preferredLocale } from "@/app/_http/locale";
import { isCrossSite } from "@/app/_http/origin";
import { pendingSignatures } from "@/app/_http/pending-cookie";
import { refreshPages } from "@/app/_http/refresh-pages";
import { bodyReason, type Reason, refuse } from "@/app/_http/refusal";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { getCount } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirmation/mutations";
import { confirmInput } from "@/lib/signatures/input";

/** Confirms a signature, by the token of the mailed link or by the code of the same mail. Idempotent. Nothing here answers to GET. */
export async function POST(request: Request) {
  const body = await readBody(request);
  const kind = body.kind;
  if (!body.ok) return refuse({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const asked = String(body.fields.locale ?? "");
  const locale = isLocale(asked) ? asked : preferredLocale(request);
  if (isCrossSite(request)) return refuse({ reason: "crossSite", kind, locale });

  const input = confirmInput.safeParse(body.fields);
  if (!input.success) return refuse({ reason: "codeMissing", kind, locale });
  const confirmed = await withinReach(() => confirm(request, input.data));
  if (!confirmed) return refuse({ reason: "busy", kind, locale });
  if (confirmed.outcome !== "confirmed")
    return sayNo(confirmed.outcome, { kind, locale, fields: body.fields });

  refreshPages(confirmed.campaign);
  if (kind === "form") {
    const thanks = `/${confirmed.locale}/campaigns/${confirmed.campaign}/thanks?share=${confirmed.shareCode}`;
    return new Response(null, { status: 303, headers: { location: thanks, ...SECRET } });
  }
  const count = await getCount(db(), confirmed.campaign);
  const share = `${env().APP_URL}/s/${confirmed.shareCode}`;
  return Response.json(
    { status: "confirmed", campaign: confirmed.campaign, share, ...count },
    { headers: SECRET },
  );
}

const SECRET = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

function confirm(request: Request, input: { token: string } | { code: string }) {
  const now = new Date();
  if ("token" in input) return confirmByToken(db(), { token: input.token, now });
  return confirmByCode(db(), { code: input.code, signatureIds: pendingSignatures(request), now });
}

type Asked = { kind: BodyKind; locale: Locale; fields: Fields };

function sayNo(
  outcome: "expired" | "unknown" | "wrong-code",
  { kind, locale, fields }: Asked,
): Promise<Response> | Response {
  const token = String(fields.token ?? "");
  if (kind === "form" && token) {
    // The page of the link itself says what to do next.
    const page = `/${locale}/confirm/${encodeURIComponent(token.slice(0, 200))}`;
    return new Response(null, { status: 303, headers: { location: page, ...SECRET } });
  }
  const reasons: Record<typeof outcome, Reason> = {
    expired: "expired",
    unknown: "code",
    "wrong-code": "code",
  };
  return refuse({
    reason: reasons[outcome],
    kind,
    locale,
    backTo: kind === "form" ? `/${locale}/check-inbox` : undefined,
  });
}
