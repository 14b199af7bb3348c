import { isCrossSite } from "@/app/_http/cross-site";
import { plainPage } from "@/app/_http/plain-page";
import { redirectToFormPage } from "@/app/_http/post-only";
import { localeFromFields, preferredLocale } from "@/app/_http/preferred-locale";
import { readBounded } from "@/app/_http/read-body";
import { bodyReason, refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { verdictContent } from "@/app/_receipts/receipt-verdict";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { checkReceiptPath } from "@/lib/paths";
import { checkReceipt, MAX_RECEIPT_LENGTH } from "@/lib/receipts/check-receipt";
import { SECRET_HEADERS } from "./refuse-confirmation";

/** A letter takes at most three bytes more than it is long, and the form around it some hundred. */
const MAX_BYTES = 3 * MAX_RECEIPT_LENGTH + 2_000;

type Submitted = { kind: "json" | "form"; text: string; fields: Record<string, unknown> };

/**
 * Checks a receipt: the JSON body itself, or the form field `receipt` or the file `file`. Says whether we issued it and whether its
 * signature still stands. It stores and logs nothing of it.
 */
export async function verifyReceipt(request: Request): Promise<Response> {
  const submitted = await readReceipt(request);
  if (submitted instanceof Response) return submitted;
  const { kind, text, fields } = submitted;
  const locale = localeFromFields(fields, request);
  if (isCrossSite(request)) return refusePublicRequest({ reason: "crossSite", kind, locale });
  const verdict = await withDatabaseLimits(() => checkReceipt(db(), text));
  if (!verdict) return refusePublicRequest({ reason: "busy", kind, locale });
  const status = verdict.status === "unreadable" ? 422 : 200;
  if (kind === "json") return jsonResponse(verdict, { status, headers: SECRET_HEADERS });
  return plainPage({ locale, status, headers: SECRET_HEADERS, ...verdictContent({ locale, verdict }) });
}

async function readReceipt(request: Request): Promise<Submitted | Response> {
  const type = request.headers.get("content-type") ?? "";
  const kind = /^application\/(ld\+)?json\b/i.test(type) ? "json" : "form";
  const locale = preferredLocale(request);
  const bytes = await readBounded(request, { maxBytes: MAX_BYTES });
  if (typeof bytes === "number") return refusePublicRequest({ reason: bodyReason(bytes), kind, locale });
  if (kind === "json") return { kind, text: new TextDecoder().decode(bytes), fields: {} };
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const { receipt, file, ...fields } = Object.fromEntries(form);
    const pasted = typeof receipt === "string" ? receipt.trim() : "";
    return { kind, text: pasted || (file instanceof File ? await file.text() : ""), fields };
  } catch {
    // The body is no form.
    return refusePublicRequest({ reason: "unsupported", kind: "json", locale });
  }
}

/** Redirects browsers to the page with the form. */
export function redirectToReceiptForm(request: Request) {
  return redirectToFormPage(request, checkReceiptPath);
}
