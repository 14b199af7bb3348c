import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import { getReferringPage } from "@/app/_http/referring-page";
import { parseAttribution, readAttributionQuery, withAttribution } from "@/lib/attribution";
import { isSlug } from "@/lib/ids";
import { campaignPath } from "@/lib/paths";
import { attributionInput } from "@/lib/signatures/sign-input";

/**
 * Redirects from a call-out to its campaign's page with the full attribution. The call-out sends `?from=`. The share link is
 * only in the query of the article, which a cacheable page does not know, so it is read from `Referer`.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/[locale]/campaigns/[slug]/sign">,
): Promise<Response> {
  const { locale: language, slug } = await params;
  const locale = requireLocale(language);
  if (!isSlug(slug)) redirectToNotFound(locale);
  const { from } = readAttributionQuery(new URL(request.url).searchParams);
  const page = parseAttribution(getReferringPage(request)?.searchParams ?? new URLSearchParams());
  const { via, channel } = attributionInput.parse({ via: page.via, channel: page.channel });
  return new Response(null, {
    status: 303,
    headers: {
      location: withAttribution(campaignPath(locale, slug), { from, via, channel }),
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    },
  });
}
