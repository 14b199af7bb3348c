import { readBody } from "@/app/_http/body";
import { preferredLocale } from "@/app/_http/locale";
import { isCrossSite } from "@/app/_http/origin";
import { pendingSignatures } from "@/app/_http/pending-cookie";
import { bodyReason, refuse } from "@/app/_http/refusal";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { isLocale } from "@/lib/i18n/locales";
import { askAgain } from "@/lib/signatures/confirmation/mutations";
import { readConfirmationToken } from "@/lib/signatures/confirmation/rules";

/** Asks for another confirmation mail: for the signature of a link (however old), else for those that this browser waits for. The answer is always the same. */
export async function POST(request: Request) {
  const body = await readBody(request);
  const kind = body.kind;
  if (!body.ok) return refuse({ reason: bodyReason(body.status), kind, locale: preferredLocale(request) });
  const asked = String(body.fields.locale ?? "");
  const locale = isLocale(asked) ? asked : preferredLocale(request);
  if (isCrossSite(request)) return refuse({ reason: "crossSite", kind, locale });

  const linked = readConfirmationToken(String(body.fields.token ?? ""));
  const signatureIds = linked ? [linked.signatureId] : pendingSignatures(request);
  const done = await withinReach(async () => {
    await askAgain(db(), signatureIds);
    return { asked: true };
  });
  if (!done) return refuse({ reason: "busy", kind, locale });

  const headers = { "cache-control": "no-store" };
  if (kind === "json") return Response.json({ status: "asked" }, { status: 202, headers });
  return new Response(null, { status: 303, headers: { ...headers, location: `/${locale}/check-inbox` } });
}
