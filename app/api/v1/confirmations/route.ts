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
import { campaignPath, shareLinkPath } from "@/lib/paths";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type ConfirmInput, confirmInput } from "@/lib/signatures/sign-input";
import { askForCode } from "./code-page";

const SECRET = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

/** Confirms a signature, by the token of the mailed link or by the code of the same mail. Idempotent. Nothing here answers to GET. */
export async function POST(request: Request) {
  const post = await readPost(request, { untold: "accepted" });
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
    const isKnownHere = readPendingSignatures(request).length > 0;
    return isKnownHere || kind === "form" || "token" in input.data
      ? sayNo(confirmed.outcome, post)
      : sayElsewhere(locale);
  }

  refreshPages(confirmed.campaign);
  warmLinkCache(confirmed.shareCode);
  if (kind === "form") {
    const thanks = `${campaignPath(confirmed.locale, confirmed.campaign, "thanks")}?share=${confirmed.shareCode}`;
    return new Response(null, { status: 303, headers: { location: thanks, ...SECRET } });
  }
  const share = `${env().APP_URL}${shareLinkPath(confirmed.shareCode)}`;
  return Response.json(
    { status: "confirmed", campaign: confirmed.campaign, share, ...count },
    { headers: SECRET },
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

function sayNo(outcome: "expired" | "unknown" | "wrong-code", post: Post): Promise<Response> | Response {
  const { kind, locale, fields } = post;
  const byLink = typeof fields.token === "string";
  const reason = outcome === "expired" ? "expired" : "code";
  if (kind === "json")
    return refuse({ reason: byLink && outcome === "unknown" ? "foreign" : reason, kind, locale });
  if (typeof fields.token !== "string") return askForCode(post, reason);
  // The page of the link itself says what to do next.
  const page = `/${locale}/confirm/${encodeURIComponent(fields.token.slice(0, 200))}`;
  return new Response(null, { status: 303, headers: { location: page, ...SECRET } });
}

/** This browser did not keep for which signatures it waits: no code would be right, and the mail's button always is. */
async function sayElsewhere(locale: Locale): Promise<Response> {
  const t = await getTranslations({ locale, namespace: "problem" });
  return refuse({ reason: "code", kind: "json", locale, errors: { code: [t("codeElsewhere")] } });
}

export { onlyPost as GET } from "@/app/_http/post-only";
