import { readPendingAttempts } from "@/app/_http/pending-cookie";
import { localeFromFields } from "@/app/_http/preferred-locale";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { isSlug } from "@/lib/ids";
import { shareLinkPath } from "@/lib/paths";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { getAttempt, isAttemptConfirmed } from "@/lib/signatures/attempts";
import { nextMailAt } from "@/lib/signatures/mail-limits";
import { type PendingAttempt, pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { publicName } from "@/lib/signatures/public-name";
import { askForCode } from "./code-page";
import { SECRET_HEADERS } from "./refuse-confirmation";

/**
 * Returns the status of this browser's attempt to sign `?campaign=`, found through its cookie: its words, whether exactly this
 * attempt was confirmed, how many codes may be tried, and whether its mail bounced. It reveals nothing else about the address. Browsers without JavaScript
 * get the page that asks for the code.
 */
export async function showAttempt(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const locale = localeFromFields(query, request);
  if (request.headers.get("accept")?.includes("text/html"))
    return askForCode(request, { locale, fields: query });
  const campaign = query.campaign && isSlug(query.campaign) ? query.campaign : undefined;
  const pending = pendingAttemptOf(readPendingAttempts(request), campaign);
  const answer = pending
    ? await withDatabaseLimits(() => describeAttempt(pending))
    : ({ status: "none" } as const);
  if (!answer) return refusePublicRequest({ reason: "busy", kind: "json", locale });
  return jsonResponse(answer, { headers: SECRET_HEADERS });
}

async function describeAttempt(pending: PendingAttempt) {
  if (await isAttemptConfirmed(db(), pending)) {
    const code = await getSignerLinkCode(db(), pending.signatureId);
    return { status: "confirmed", ...(code && { share: `${env().APP_URL}${shareLinkPath(code)}` }) } as const;
  }
  const attempt = await getAttempt(db(), pending);
  if (!attempt) return { status: "none" } as const;
  const { name, comment, updates, deliveredAs } = attempt;
  const shown = publicName({ ...attempt, isHeld: false });
  return {
    status: "pending",
    nextMailAt: nextMailAt(pending.askedAt).toISOString(),
    ...(pending.askedAt > new Date() && { mailAt: pending.askedAt.toISOString() }),
    triesLeft: attempt.triesLeft,
    ...(attempt.isBounced && { mail: "bounced" }),
    words: {
      name,
      ...(shown && { shownName: shown }),
      ...(comment && { comment }),
      updates,
      isNameDelivered: deliveredAs === "name",
    },
  } as const;
}
