import { pendingCookie, readPendingSignatures } from "@/app/_http/pending-cookie";
import { readPost } from "@/app/_http/read-post";
import { refuse } from "@/app/_http/refuse";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { readConfirmationToken } from "@/lib/signatures/confirm-token";
import { resendConfirmations } from "@/lib/signatures/resend-confirmation";

/** Asks for another confirmation mail: for the signature of a link (however old), else for those that this browser waits for. The answer is always the same. */
export async function POST(request: Request) {
  const post = await readPost(request, { untold: "accepted" });
  if (post instanceof Response) return post;
  const { fields, kind, locale } = post;
  const linked = readConfirmationToken(String(fields.token ?? ""));
  const signatureIds = linked ? [linked.signatureId] : readPendingSignatures(request);
  const done = await withDatabaseLimits(async () => {
    await resendConfirmations(db(), signatureIds);
    return { asked: true };
  });
  if (!done) return refuse({ reason: "busy", kind, locale });
  const headers = {
    "cache-control": "no-store",
    // So that the code of the new mail can be typed here, whatever browser the link was opened in.
    ...(linked && { "set-cookie": pendingCookie(request, linked.signatureId) }),
  };
  if (kind === "json") return Response.json({ status: "asked" }, { status: 202, headers });
  return new Response(null, { status: 303, headers: { ...headers, location: `/${locale}/check-inbox` } });
}

export { onlyPost as GET } from "@/app/_http/post-only";
