import type { Fields } from "@/app/_http/read-body";
import { getReferringPage } from "@/app/_http/referring-page";
import { parseAttribution } from "@/lib/attribution";

/**
 * Adds the attribution of the form's page to its fields, read from `Referer`: a cacheable page does not know its own query
 * (`?from=article.callout&via=code&channel=name`). Fields that are filled in take precedence.
 */
export function fillAttribution(fields: Fields, request: Request): Fields {
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const page = getReferringPage(request);
  if (!page) return sent;
  const { article, callout, via, channel } = parseAttribution(page.searchParams);
  // The form of a campaign's page sends the call-out `page`; the call-out that linked to it is more specific.
  const filled = sent.callout === "page" && callout ? { ...sent, callout } : sent;
  return { article, callout, via, channel, ...filled };
}
