import { getTranslations } from "next-intl/server";
import { warmLinkCache } from "@/app/_http/link-cache";
import { readPendingSignatures } from "@/app/_http/pending-cookie";
import { type Post, readPost } from "@/app/_http/read-post";
import { refreshPages } from "@/app/_http/refresh-pages";
import { refuse } from "@/app/_http/refuse";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath, confirmPath, shareLinkPath } from "@/lib/paths";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type ConfirmInput, confirmInput } from "@/lib/signatures/sign-input";
import { askForCode } from "./code-page";

const SECRET_HEADERS = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
const MAX_TOKEN_LENGTH = 200;

/** Confirms a signature by the token of the mailed link or by the code in the same mail. Idempotent. GET is refused, because mail scanners open links. */
export async function POST(request: Request) {
  const post = await readPost(request, { opaqueOrigin: "accepted" });
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  const input = confirmInput.safeParse(post.fields);
  if (!input.success)
    return kind === "form"
      ? askForCode(post, "codeMissing")
      : refuse({ reason: "codeMissing", kind, locale });

  const read = await withDatabaseLimits(() => confirm(request, input.data));
  if (!read) return refuse({ reason: "busy", kind, locale });
  const { confirmed, count } = read;
  if (confirmed.outcome !== "confirmed") {
    const hasPending = readPendingSignatures(request).length > 0;
    return hasPending || kind === "form" || "token" in input.data
      ? refuseConfirmation(confirmed.outcome, post)
      : refuseUnknownBrowser(locale);
  }

  refreshPages(confirmed.campaign);
  warmLinkCache(confirmed.shareCode);
  if (kind === "form") {
    const thanks = `${campaignPath(confirmed.locale, confirmed.campaign, "thanks")}?share=${confirmed.shareCode}`;
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

function refuseConfirmation(
  outcome: "expired" | "unknown" | "wrong-code",
  post: Post,
): Promise<Response> | Response {
  const { kind, locale, fields } = post;
  const isLink = typeof fields.token === "string";
  const reason = outcome === "expired" ? "expired" : "code";
  if (kind === "json")
    return refuse({ reason: isLink && outcome === "unknown" ? "invalidLink" : reason, kind, locale });
  if (typeof fields.token !== "string") return askForCode(post, reason);
  // The page of the link says what to do next.
  const page = confirmPath(locale, fields.token.slice(0, MAX_TOKEN_LENGTH));
  return new Response(null, { status: 303, headers: { location: page, ...SECRET_HEADERS } });
}

/** This browser has no cookie with its pending signatures, so no code can work. The button in the mail always does. */
async function refuseUnknownBrowser(locale: Locale): Promise<Response> {
  const t = await getTranslations({ locale, namespace: "problem" });
  return refuse({ reason: "code", kind: "json", locale, errors: { code: [t("codeElsewhere")] } });
}

export { onlyPost as GET } from "@/app/_http/post-only";
