import type { Fields } from "@/app/_http/read-body";
import { ownPage } from "@/app/_http/referring-page";

/**
 * A form's fields with what they leave open read from the page that it stood on: a cacheable page cannot know
 * its own `?from=article.callout&via=code&channel=name`, but a browser sends it along as the same-origin `Referer`.
 */
export function withAttribution(fields: Fields, request: Request): Fields {
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const page = ownPage(request);
  if (!page) return sent;
  const [article, callout] = page.searchParams.get("from")?.split(".") ?? [];
  const via = page.searchParams.get("via") ?? undefined;
  const channel = page.searchParams.get("channel") ?? undefined;
  // The form of a campaign's page says `page`; the call-out that led there says more.
  const said = sent.callout === "page" && callout ? { ...sent, callout } : sent;
  return { article, callout, via, channel, ...said };
}
