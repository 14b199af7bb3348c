import { pendingCookie, readPendingSignatures } from "@/app/_http/pending-cookie";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { checkInboxPath } from "@/lib/paths";
import { readConfirmationToken } from "@/lib/signatures/confirm-token";
import { resendConfirmations } from "@/lib/signatures/resend-confirmation";

/** Requests another confirmation mail: for the signature of a link of any age, else for the pending signatures of this browser. The response is always the same. */
export async function POST(request: Request) {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { fields, kind, locale } = post;
  const token = readConfirmationToken(String(fields.token ?? ""));
  const signatureIds = token ? [token.signatureId] : readPendingSignatures(request);
  const done = await withDatabaseLimits(async () => {
    await resendConfirmations(db(), signatureIds);
    return { asked: true };
  });
  if (!done) return refusePublicRequest({ reason: "busy", kind, locale });
  const headers = {
    "cache-control": "no-store",
    // Lets this browser confirm by the code of the new mail.
    ...(token && { "set-cookie": pendingCookie(request, token.signatureId) }),
  };
  if (kind === "json") return Response.json({ status: "asked" }, { status: 202, headers });
  return new Response(null, { status: 303, headers: { ...headers, location: checkInboxPath(locale) } });
}

export { onlyPost as GET } from "@/app/_http/post-only";
