import type { ZodError } from "zod";
import { warmLinkCache } from "@/app/_http/link-cache";
import { redirectToFormPage } from "@/app/_http/post-only";
import { readPost } from "@/app/_http/read-post";
import { getReferringPage } from "@/app/_http/referring-page";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { clientAddress } from "@/app/_http/visitor";
import { parseAttribution } from "@/lib/attribution";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { passOnPath } from "@/lib/paths";
import { shareUrl } from "@/lib/sharing/channels";
import { readerLinkInput } from "@/lib/sharing/reader-link-input";
import { getOrCreateReaderLink } from "@/lib/sharing/share-links";
import { canMakeLink } from "./link-rate-limit";

/** Creates a reader's share link, without an account: 201 with the link, or for a form 303 to the page for sharing it. */
export async function createLink(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (post instanceof Response) return post;
  const { kind, locale } = post;
  // A cacheable page does not know its own query, so a form gets `via` from `Referer`.
  const via =
    post.fields.via || parseAttribution(getReferringPage(request)?.searchParams ?? new URLSearchParams()).via;
  const input = readerLinkInput.safeParse({ ...post.fields, via, locale });
  if (!input.success)
    return refusePublicRequest({
      reason: "invalid",
      kind,
      locale,
      errors: errorsOf(input.error, locale),
    });
  if (!(await canMakeLink(clientAddress(request.headers))))
    return refusePublicRequest({ reason: "tooMany", kind, locale });

  const created = await withDatabaseLimits(() => getOrCreateReaderLink(db(), input.data));
  if (!created)
    return refusePublicRequest({
      reason: "busy",
      kind,
      locale,
      retry: { method: "post", action: "/api/v1/links", fields: post.fields },
    });
  if (created.outcome === "unknown")
    return refusePublicRequest({ reason: "noDestination", kind, locale, backTo: `/${locale}` });

  const { code } = created;
  warmLinkCache(code);
  const headers = { "cache-control": "no-store" };
  if (kind === "json") {
    const share = shareUrl({ origin: env().APP_URL, code });
    return jsonResponse({ code, share }, { status: 201, headers: { ...headers, location: share } });
  }
  const location = passOnPath(locale, code);
  return new Response(null, { status: 303, headers: { ...headers, location } });
}

function errorsOf({ issues }: ZodError, locale: Locale) {
  const t = getTranslator(locale, "problem");
  return Object.fromEntries(
    issues.map(({ path: [field = "article"] }) => [
      String(field),
      [field === "key" ? t("linkKey") : t("linkTarget")],
    ]),
  );
}

/** Redirects browsers to the front page. */
export function redirectToFrontPage(request: Request) {
  return redirectToFormPage(request, (locale) => `/${locale}`);
}
