import { pendingCookie, readPendingAttempts } from "@/app/_http/pending-cookie";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isSlug } from "@/lib/ids";
import { checkInboxPath } from "@/lib/paths";
import { getAttempt } from "@/lib/signatures/attempts";
import { type AttemptRef, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { nextMailAt } from "@/lib/signatures/mail-limits";
import { pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";

/**
 * Requests another confirmation mail: for the attempt of a link of any age, else for this browser's newest attempt (to sign
 * `campaign`, if given). The response is always the same, and says when the next one may be requested.
 */
export async function POST(request: Request) {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { fields, kind, locale } = post;
  const asked = attemptOf(request, fields);
  const found = await withDatabaseLimits(async () => ({ campaign: asked && (await resend(asked)) }));
  if (!found) return refusePublicRequest({ reason: "busy", kind, locale });
  const askedAt = new Date();
  const headers = {
    "cache-control": "no-store",
    // Lets this browser confirm by the code of the new mail.
    ...(asked && { "set-cookie": pendingCookie(request, { ...asked, campaign: found.campaign, askedAt }) }),
  };
  if (kind === "json")
    return Response.json(
      { status: "asked", nextMailAt: nextMailAt(askedAt).toISOString() },
      { status: 202, headers },
    );
  return new Response(null, { status: 303, headers: { ...headers, location: checkInboxPath(locale) } });
}

function attemptOf(request: Request, { token, campaign }: Record<string, unknown>): AttemptRef | null {
  if (typeof token === "string" && token !== "") return readConfirmationToken(token);
  const slug = typeof campaign === "string" && isSlug(campaign) ? campaign : undefined;
  return pendingAttemptOf(readPendingAttempts(request), slug);
}

/** Requests the mail, and returns the slug of the attempt's campaign; null if the attempt was deleted. */
async function resend(attempt: AttemptRef): Promise<string | null> {
  await resendConfirmation(db(), attempt);
  return (await getAttempt(db(), attempt))?.campaign ?? null;
}

/** Redirects browsers to the page that asks for the code. */
export function GET(request: Request) {
  return redirectToFormPage(request, checkInboxPath);
}
