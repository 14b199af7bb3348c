import { readPendingAttempts } from "@/app/_http/pending-cookie";
import type { Post } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { isSlug } from "@/lib/ids";
import { confirmPath } from "@/lib/paths";
import type { Confirmation } from "@/lib/signatures/confirm";
import { pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { describeRefusal } from "./code-message";
import { askForCode } from "./code-page";

/** The headers of responses whose address or body holds a secret. */
export const SECRET_HEADERS = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

const MAX_TOKEN_LENGTH = 200;

type Refused = Exclude<Confirmation, { outcome: "confirmed" }>;

/**
 * Refuses a confirmation: with a problem document for JSON, with the code page or the page of the link for forms. A wrong code
 * says how many tries are left (`triesLeft`).
 */
export async function refuseConfirmation(
  refused: Refused,
  { request, post }: { request: Request; post: Post },
): Promise<Response> {
  const { kind, locale, fields } = post;
  const token = typeof fields.token === "string" ? fields.token : null;
  if (token === null) {
    const campaign =
      typeof fields.campaign === "string" && isSlug(fields.campaign) ? fields.campaign : undefined;
    const pending = pendingAttemptOf(readPendingAttempts(request), campaign);
    const isMailToCome = pending !== null && pending.askedAt > new Date();
    const refusal = await describeRefusal(locale, refused, { isMailToCome });
    if (kind === "form") return askForCode(request, post, refusal);
    const { reason, message, ...more } = refusal;
    return refusePublicRequest({ reason, kind, locale, errors: { code: [message] }, more });
  }
  if (kind === "json") {
    const reason = refused.outcome === "expired" ? "expired" : "invalidLink";
    return refusePublicRequest({ reason, kind, locale });
  }
  // The page of the link says what to do next.
  const page = confirmPath(locale, token.slice(0, MAX_TOKEN_LENGTH));
  return new Response(null, { status: 303, headers: { location: page, ...SECRET_HEADERS } });
}

/** Refuses a code from a browser without a cookie for its attempts: no code can work there. The button in the mail always does. */
export async function refuseUnknownBrowser(locale: Locale): Promise<Response> {
  const t = getTranslator(locale, "problem");
  return refusePublicRequest({
    reason: "code",
    kind: "json",
    locale,
    errors: { code: [t("codeElsewhere")] },
  });
}
