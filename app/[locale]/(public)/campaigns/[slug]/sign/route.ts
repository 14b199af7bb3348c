import { redirectToNotFound } from "@/app/_http/not-found";
import { getReferringPage } from "@/app/_http/referring-page";
import { parseAttribution, readAttributionQuery, withAttribution } from "@/lib/attribution";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { campaignPath } from "@/lib/paths";
import { originInput } from "@/lib/signatures/sign-input";

/**
 * Leads from a call-out to its campaign's page with all of where the reader came from: the call-out names itself by `?from=`,
 * but the share link through which they came stands in the address of the article only, and a cacheable page cannot pass it on.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/[locale]/campaigns/[slug]/sign">,
): Promise<Response> {
  const { locale, slug } = await params;
  if (!isLocale(locale) || !isSlug(slug)) redirectToNotFound(locale);
  const { from } = readAttributionQuery(new URL(request.url).searchParams);
  const page = parseAttribution(getReferringPage(request)?.searchParams ?? new URLSearchParams());
  const { via, channel } = originInput.parse({ via: page.via, channel: page.channel });
  return new Response(null, {
    status: 303,
    headers: {
      location: withAttribution(campaignPath(locale, slug), { from, via, channel }),
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    },
  });
}
