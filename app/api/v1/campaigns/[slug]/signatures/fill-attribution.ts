import type { Fields } from "@/app/_http/read-body";
import { getReferringPage } from "@/app/_http/referring-page";
import { parseAttribution } from "@/lib/attribution";

/**
 * A form's fields with what they leave open read from the page that it stood on: a cacheable page cannot know
 * its own `?from=article.callout&via=code&channel=name`, but a browser sends it along as the same-origin `Referer`.
 */
export function fillAttribution(fields: Fields, request: Request): Fields {
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const page = getReferringPage(request);
  if (!page) return sent;
  const { article, callout, via, channel } = parseAttribution(page.searchParams);
  // The form of a campaign's page says `page`; the call-out that led there says more.
  const said = sent.callout === "page" && callout ? { ...sent, callout } : sent;
  return { article, callout, via, channel, ...said };
}
