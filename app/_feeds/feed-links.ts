import type { Locale } from "@/lib/i18n/locales";
import { feedPath } from "@/lib/paths";

type FeedLink = { locale: Locale; title: string; topic?: string };

/** Returns links to feeds, for `alternates.types` of a page's metadata. */
export function feedLinks(links: FeedLink[]) {
  const all = (format: "xml" | "json") =>
    links.map(({ locale, title, topic }) => ({ url: feedPath(locale, format, topic), title }));
  return { "application/rss+xml": all("xml"), "application/feed+json": all("json") };
}
