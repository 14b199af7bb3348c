import { preferredLocale } from "@/app/_http/preferred-locale";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse, textResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { getTranslator } from "@/lib/i18n/translator";
import { isId } from "@/lib/ids";
import { openOwnPage } from "@/lib/me/open-page";
import { findReceipt } from "@/lib/receipts/find-receipt";
import { readReceiptToken } from "@/lib/receipts/receipt-token";
import { SECRET_HEADERS } from "./refuse-confirmation";

const BEARER = /^Bearer +(\S{1,200})$/i;

/**
 * Returns a receipt as a file: by the id of the signature with the bearer token of the person's own page, or by the token of the receipt's
 * link, which needs no other. Changes nothing.
 */
export async function showReceipt(request: Request, { id }: { id: string }): Promise<Response> {
  const refusal = { kind: "json", locale: preferredLocale(request) } as const;
  const [, token] = BEARER.exec(request.headers.get("authorization") ?? "") ?? [];
  if (isId(id) && token === undefined) return askForToken(request);
  const read = await withDatabaseLimits(async () => {
    const asked = isId(id) ? await ownSignature(id, token ?? "") : linkedSignature(id);
    if (asked === "unauthorised") return { receipt: asked } as const;
    return { receipt: asked && (await findReceipt(db(), asked)) };
  });
  if (!read) return refusePublicRequest({ reason: "busy", ...refusal });
  const { receipt } = read;
  if (receipt === "unauthorised") return askForToken(request);
  if (!receipt) return refusePublicRequest({ reason: "notFound", ...refusal });
  return textResponse(`${JSON.stringify(receipt, null, 2)}\n`, {
    headers: {
      ...SECRET_HEADERS,
      "content-type": "application/ld+json",
      "content-disposition": `attachment; filename="receipt-${receipt.campaign.slug}.json"`,
    },
  });
}

async function ownSignature(signatureId: string, token: string) {
  const page = await openOwnPage(db(), { token, ticket: null, now: new Date() });
  return page.outcome === "open" ? { signatureId, supporterId: page.supporterId } : "unauthorised";
}

function linkedSignature(token: string) {
  const signatureId = readReceiptToken(token);
  return signatureId === null ? null : { signatureId };
}

function askForToken(request: Request): Response {
  const t = getTranslator(preferredLocale(request));
  return jsonResponse(
    {
      ...{ type: "about:blank", status: 401 },
      ...{ title: t("receipt.unauthorised"), detail: t("receipt.unauthorised") },
    },
    {
      status: 401,
      headers: {
        ...SECRET_HEADERS,
        "content-type": "application/problem+json",
        "www-authenticate": "Bearer",
      },
    },
  );
}
