import type { Locale } from "@/lib/i18n/locales";
import { topicPath } from "@/lib/paths";

/** Where a feed is found: the site's of a language, or that of a topic. */
export function feedPath(locale: Locale, format: "xml" | "json", topic?: string): string {
  return topic ? `${topicPath(locale, topic)}/feed.${format}` : `/${locale}/feed.${format}`;
}

export type FeedLink = { locale: Locale; title: string; topic?: string };

/** What tells programs where feeds are, for `alternates.types` of a page's metadata. */
export function feedLinks(links: FeedLink[]) {
  const all = (format: "xml" | "json") =>
    links.map(({ locale, title, topic }) => ({ url: feedPath(locale, format, topic), title }));
  return { "application/rss+xml": all("xml"), "application/feed+json": all("json") };
}
