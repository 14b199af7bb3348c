import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { listOwnSignatures } from "@/lib/me/own-signatures";
import { PRIVATE_HEADERS, requireOwn } from "./authority";
import { ownSignatureJson } from "./own-signature-json";

/** Returns the signatures of the person of a token, under all campaigns. Changes nothing. */
export async function showOwn(request: Request): Promise<Response> {
  const own = await requireOwn(request, { acts: false });
  if (own instanceof Response) return own;
  const { supporterId, acts, kind, locale } = own;
  const now = new Date();
  const read = await withDatabaseLimits(() => listOwnSignatures(db(), { supporterId, now }));
  if (!read) return refusePublicRequest({ reason: "busy", kind, locale });
  return jsonResponse(
    { acts, signatures: read.map((signature) => ownSignatureJson(signature, now)) },
    { headers: PRIVATE_HEADERS },
  );
}
