import { pendingCookie, readPendingAttempts } from "@/app/_http/pending-cookie";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isSlug } from "@/lib/ids";
import { checkInboxPath } from "@/lib/paths";
import { getAttempt } from "@/lib/signatures/attempts";
import { readConfirmationToken } from "@/lib/signatures/confirm-token";
import { nextMailAt } from "@/lib/signatures/mail-limits";
import { type PendingAttempt, pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";

/**
 * Requests another confirmation mail: for the attempt of a link of any age, else for this browser's newest attempt (to sign
 * `campaign`, if given). The response is always the same, and says when the next one may be requested.
 */
export async function resendMail(request: Request): Promise<Response> {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { fields, kind, locale } = post;
  const now = new Date();
  const answered = await withDatabaseLimits(async () => ({ attempt: await resend(request, fields) }));
  if (!answered)
    return refusePublicRequest({
      reason: "busy",
      kind,
      locale,
      retry: { method: "post", action: "/api/v1/confirmations/mails", fields: fields },
    });
  const { attempt } = answered;
  // A mail that is still to come is not requested again.
  const askedAt = attempt?.askedAt && attempt.askedAt > now ? attempt.askedAt : now;
  const headers = {
    "cache-control": "no-store",
    // Lets this browser confirm by the code of the new mail.
    ...(attempt && { "set-cookie": pendingCookie(request, { ...attempt, askedAt }) }),
  };
  if (kind === "json")
    return jsonResponse(
      { status: "asked", nextMailAt: nextMailAt(askedAt).toISOString() },
      { status: 202, headers },
    );
  return new Response(null, { status: 303, headers: { ...headers, location: checkInboxPath(locale) } });
}

/** Requests the mail, and returns its attempt; null if that is unknown or was deleted. */
async function resend(request: Request, fields: Record<string, unknown>): Promise<PendingAttempt | null> {
  const { token, campaign } = fields;
  const slug = typeof campaign === "string" && isSlug(campaign) ? campaign : undefined;
  const attempt =
    typeof token === "string" && token !== ""
      ? await attemptOfLink(token)
      : pendingAttemptOf(readPendingAttempts(request), slug);
  if (attempt) await resendConfirmation(db(), attempt);
  return attempt;
}

async function attemptOfLink(token: string): Promise<PendingAttempt | null> {
  const confirmation = readConfirmationToken(token);
  const attempt = confirmation && (await getAttempt(db(), confirmation));
  return attempt && { ...confirmation, campaign: attempt.campaign, since: new Date() };
}
