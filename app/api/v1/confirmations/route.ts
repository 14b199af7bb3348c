import { warmLinkCache } from "@/app/_http/link-cache";
import { readPendingSignatures } from "@/app/_http/pending-cookie";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { revalidateAfterConfirmation } from "@/app/_http/revalidate-campaign";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { shareLinkPath, thanksPath } from "@/lib/paths";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type ConfirmInput, confirmInput } from "@/lib/signatures/sign-input";
import { askForCode } from "./code-page";
import { refuseConfirmation, refuseUnknownBrowser, SECRET_HEADERS } from "./refuse-confirmation";

/** Confirms a signature by the token of the mailed link or by the code in the same mail. Idempotent. GET is refused, because mail scanners open links. */
export async function POST(request: Request) {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  const input = confirmInput.safeParse(post.fields);
  if (!input.success)
    return kind === "form"
      ? askForCode(post, "codeMissing")
      : refusePublicRequest({ reason: "codeMissing", kind, locale });

  const read = await withDatabaseLimits(() => confirm(request, input.data));
  if (!read) return refusePublicRequest({ reason: "busy", kind, locale });
  const { confirmed, count } = read;
  if (confirmed.outcome !== "confirmed") {
    const isKnownBrowser = readPendingSignatures(request).length > 0;
    return isKnownBrowser || kind === "form" || "token" in input.data
      ? refuseConfirmation(confirmed.outcome, post)
      : refuseUnknownBrowser(locale);
  }

  revalidateAfterConfirmation(confirmed.campaign);
  warmLinkCache(confirmed.shareCode);
  if (kind === "form") {
    const thanks = thanksPath(confirmed.locale, confirmed.campaign, confirmed.shareCode);
    return new Response(null, { status: 303, headers: { location: thanks, ...SECRET_HEADERS } });
  }
  const share = `${env().APP_URL}${shareLinkPath(confirmed.shareCode)}`;
  return Response.json(
    { status: "confirmed", campaign: confirmed.campaign, share, ...count },
    { headers: SECRET_HEADERS },
  );
}

async function confirm(request: Request, input: ConfirmInput) {
  const now = new Date();
  const confirmed =
    "token" in input
      ? await confirmByToken(db(), { token: input.token, now })
      : await confirmByCode(db(), { ...input, signatureIds: readPendingSignatures(request), now });
  return {
    confirmed,
    count: confirmed.outcome === "confirmed" ? await getCount(db(), confirmed.campaign) : null,
  };
}

export { onlyPost as GET } from "@/app/_http/post-only";
