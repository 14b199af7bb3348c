import { countCode } from "@/app/_http/code-limit";
import { confirmedCookie } from "@/app/_http/confirmed-cookie";
import { warmLinkCache } from "@/app/_http/link-cache";
import { readPendingAttempts } from "@/app/_http/pending-cookie";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { clientAddress } from "@/app/_http/visitor";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withAnswerLimits, withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { checkInboxPath, receiptPath, shareLinkPath, thanksPath } from "@/lib/paths";
import { receiptToken } from "@/lib/receipts/receipt-token";
import { type Confirmation, confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { type ConfirmInput, confirmInput } from "@/lib/signatures/sign-input";
import { withTimeout } from "@/lib/with-timeout";
import { describeRefusal } from "./code-message";
import { askForCode } from "./code-page";
import { refuseConfirmation, refuseUnknownBrowser, SECRET_HEADERS } from "./refuse-confirmation";

/** Confirms an attempt to sign by the token of the mailed link or by the code in the same mail. Idempotent. GET is refused, because mail scanners open links. */
export async function confirm(request: Request): Promise<Response> {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  const input = confirmInput.safeParse(post.fields);
  if (!input.success)
    return kind === "form"
      ? askForCode(request, post, await describeRefusal(locale, "codeMissing"))
      : refusePublicRequest({ reason: "codeMissing", kind, locale });

  const read = await withAnswerLimits(async () => ({ confirmed: await confirmAttempt(request, input.data) }));
  if (!read)
    return refusePublicRequest({
      reason: "busy",
      kind,
      locale,
      retry: { method: "post", action: "/api/v1/confirmations", fields: post.fields },
    });
  const { confirmed } = read;
  if (confirmed.outcome !== "confirmed") {
    const isKnownBrowser = readPendingAttempts(request).length > 0;
    return isKnownBrowser || kind === "form" || "token" in input.data
      ? refuseConfirmation(confirmed, { request, post })
      : refuseUnknownBrowser(locale);
  }

  warmLinkCache(confirmed.shareCode);
  const receipt = receiptToken(confirmed.signatureId);
  if (kind === "form") {
    const thanks = thanksPath(confirmed.locale, confirmed.campaign, confirmed.shareCode);
    const cookie = confirmedCookie({ path: thanks, code: confirmed.shareCode, receipt });
    return new Response(null, {
      status: 303,
      headers: { location: thanks, "set-cookie": cookie, ...SECRET_HEADERS },
    });
  }
  const share = `${env().APP_URL}${shareLinkPath(confirmed.shareCode)}`;
  const count = await getCountSoon(confirmed.campaign);
  return jsonResponse(
    {
      ...{ status: "confirmed", campaign: confirmed.campaign, share },
      receipt: env().APP_URL + receiptPath(confirmed.locale, receipt),
      ...count,
    },
    { headers: SECRET_HEADERS },
  );
}

function confirmAttempt(request: Request, input: ConfirmInput): Promise<Confirmation> {
  return "token" in input
    ? confirmByToken(db(), { token: input.token, now: new Date() })
    : confirmCode(request, input);
}

/** Returns the count, or null if it cannot be read at once: who has confirmed must not be refused because of it. */
function getCountSoon(campaign: string) {
  const reading = withDatabaseLimits(async () => ({ ...(await getCount(db(), campaign)) }));
  return withTimeout(reading, { timeoutMs: MAX_COUNT_WAIT_MS, otherwise: () => null });
}

const MAX_COUNT_WAIT_MS = 500;

/** Tries a code on one attempt: the newest of this browser, for the campaign of the form if it names one. */
async function confirmCode(
  request: Request,
  { code, campaign }: Extract<ConfirmInput, { code: string }>,
): Promise<Confirmation> {
  const attempt = pendingAttemptOf(readPendingAttempts(request), campaign);
  if (!attempt) return { outcome: "unknown" };
  const counted = await countCode(clientAddress(request.headers));
  if (!counted.isAllowed) return { outcome: "too-many-codes" };
  const confirmed = await confirmByCode(db(), { code, attempt, now: new Date() });
  if (confirmed.outcome === "confirmed") await counted.uncount();
  return confirmed;
}

/** Redirects browsers to the page that asks for the code. */
export function redirectToCodePage(request: Request) {
  return redirectToFormPage(request, checkInboxPath);
}
