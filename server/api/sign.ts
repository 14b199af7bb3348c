import { pendingCookie, readPendingAttempts } from "@/app/_http/pending-cookie";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withAnswerLimits } from "@/lib/database-limits";
import { isSlug } from "@/lib/ids";
import { campaignApiPath, campaignPath, codePagePath } from "@/lib/paths";
import { getSigningPause } from "@/lib/settings/signing-pause";
import { findShownWording } from "@/lib/signatures/consent-wordings";
import { mailDueAt, nextMailAt } from "@/lib/signatures/mail-limits";
import { pendingAttemptOf } from "@/lib/signatures/pending-ticket";
import { signCampaign } from "@/lib/signatures/sign";
import { signInput } from "@/lib/signatures/sign-input";
import { attemptDigest } from "@/lib/signatures/signer-rows";
import { suggestAddress } from "@/lib/supporters/suggest-address";
import { askToCorrect } from "./ask-to-correct";
import { fillAttribution } from "./fill-attribution";
import { refusePausedSigning } from "./refuse-paused-signing";

/** Signs a campaign, from a form or as JSON. The response is the same for a new, a repeated and a suppressed address. */
export async function sign(request: Request, { slug }: { slug: string }): Promise<Response> {
  const post = await readPost(request);
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  if (!isSlug(slug)) return refusePublicRequest({ reason: "notFound", kind, locale });

  const pause = await getSigningPause(db(), locale);
  if (pause) return refusePausedSigning({ slug, kind, locale, fields: post.fields, text: pause.text });

  const fields = { ...(kind === "form" ? fillAttribution(post.fields, request) : post.fields), locale };
  const input = signInput.safeParse(fields);
  if (!input.success) return askToCorrect({ slug, kind, locale, fields, error: input.error });
  const { addressChecked, wording: shown, ...typed } = input.data;
  const suggestion = kind === "form" && !addressChecked ? suggestAddress(typed.email.address) : null;
  if (suggestion) return askToCorrect({ slug, kind, locale, fields, suggestion });

  const answered = await withAnswerLimits(async () => {
    const wording = await findShownWording(db(), { shown, campaign: slug, locale });
    const signature = { ...typed, campaign: slug, ...(wording && { wording }) };
    return { signature, signed: await signCampaign(db(), signature) };
  });
  const campaignPage = campaignPath(locale, slug);
  if (!answered)
    return refusePublicRequest({
      reason: "busy",
      kind,
      locale,
      retry: { method: "post", action: campaignApiPath(slug, "signatures"), fields },
    });
  const { signature, signed } = answered;
  if (signed.outcome === "unknown-campaign")
    return refusePublicRequest({ reason: "notFound", kind, locale, backTo: `/${locale}` });
  if (signed.outcome === "closed-campaign")
    return refusePublicRequest({ reason: "closed", kind, locale, backTo: campaignPage });

  const { signatureId, attemptId } = signed;
  const now = new Date();
  const sent = {
    signatureId,
    fields: attemptDigest(signature).slice(0, DIGEST_LENGTH),
  };
  const earlier = pendingAttemptOf(readPendingAttempts(request), slug);
  const askedAt = mailDueAt(sent, { earlier, now });
  const attempt = { ...sent, attemptId, campaign: slug, since: now, askedAt };
  const headers = { "set-cookie": pendingCookie(request, attempt), "cache-control": "no-store" };
  if (kind === "json")
    return jsonResponse(
      { status: "confirmation-sent", campaign: slug, ...mailTimes({ askedAt, now }) },
      { status: 202, headers },
    );
  return new Response(null, {
    status: 303,
    headers: {
      ...headers,
      // The page knows from the cookie what the code will confirm, and shows it.
      location: codePagePath({ locale, campaign: slug, article: signature.article }),
    },
  });
}

const DIGEST_LENGTH = 16;

/** When this browser's mail comes, if not at once, and when it may then ask for another. */
function mailTimes({ askedAt, now }: { askedAt: Date; now: Date }) {
  if (askedAt <= now) return {};
  return { mailAt: askedAt.toISOString(), nextMailAt: nextMailAt(askedAt).toISOString() };
}

/** Redirects browsers to the campaign. */
export function redirectToCampaign(request: Request, { slug }: { slug: string }) {
  return redirectToFormPage(request, (locale) => (isSlug(slug) ? campaignPath(locale, slug) : `/${locale}`));
}
