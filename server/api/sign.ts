import { pendingCookie } from "@/app/_http/pending-cookie";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isSlug } from "@/lib/ids";
import { campaignPath, codePagePath } from "@/lib/paths";
import { signCampaign } from "@/lib/signatures/sign";
import { signInput } from "@/lib/signatures/sign-input";
import { suggestAddress } from "@/lib/supporters/suggest-address";
import { askToCorrect } from "./ask-to-correct";
import { fillAttribution } from "./fill-attribution";

/** Signs a campaign, from a form or as JSON. The response is the same for a new, a repeated and a suppressed address. */
export async function sign(request: Request, { slug }: { slug: string }): Promise<Response> {
  const post = await readPost(request);
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  if (!isSlug(slug)) return refusePublicRequest({ reason: "notFound", kind, locale });

  const fields = { ...(kind === "form" ? fillAttribution(post.fields, request) : post.fields), locale };
  const input = signInput.safeParse(fields);
  if (!input.success) return askToCorrect({ slug, kind, locale, fields, error: input.error });
  const { addressChecked, ...signature } = input.data;
  const suggestion = kind === "form" && !addressChecked ? suggestAddress(signature.email.address) : null;
  if (suggestion) return askToCorrect({ slug, kind, locale, fields, suggestion });

  const signed = await withDatabaseLimits(() => signCampaign(db(), { ...signature, campaign: slug }));
  const campaignPage = campaignPath(locale, slug);
  if (!signed) return refusePublicRequest({ reason: "busy", kind, locale, backTo: `${campaignPage}#sign` });
  if (signed.outcome === "unknown-campaign")
    return refusePublicRequest({ reason: "notFound", kind, locale, backTo: `/${locale}` });
  if (signed.outcome === "closed-campaign")
    return refusePublicRequest({ reason: "closed", kind, locale, backTo: campaignPage });

  const { signatureId, attemptId } = signed;
  const now = new Date();
  const attempt = { signatureId, attemptId, campaign: slug, since: now, askedAt: now };
  const headers = { "set-cookie": pendingCookie(request, attempt), "cache-control": "no-store" };
  if (kind === "json")
    return jsonResponse({ status: "confirmation-sent", campaign: slug }, { status: 202, headers });
  return new Response(null, {
    status: 303,
    headers: {
      ...headers,
      // The page knows from the cookie what the code will confirm, and shows it.
      location: codePagePath({ locale, campaign: slug, article: signature.article }),
    },
  });
}

/** Redirects browsers to the campaign. */
export function redirectToCampaign(request: Request, { slug }: { slug: string }) {
  return redirectToFormPage(request, (locale) => (isSlug(slug) ? campaignPath(locale, slug) : `/${locale}`));
}
