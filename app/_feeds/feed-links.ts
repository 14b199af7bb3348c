import type { Locale } from "@/lib/i18n/locales";
import { feedPath } from "@/lib/paths";
import { feedTitle } from "./feed-title";

/** Returns links to the feed of a language, after that of a topic if there is one, for `alternates.types` of a page's metadata. */
export async function feedLinks(locale: Locale, topic?: { name: string; slug: string }) {
  const ofLanguage = { title: await feedTitle(locale), slug: undefined };
  const feeds = topic
    ? [{ title: await feedTitle(locale, topic.name), slug: topic.slug }, ofLanguage]
    : [ofLanguage];
  const links = (format: "xml" | "json") =>
    feeds.map(({ title, slug }) => ({ url: feedPath(locale, format, slug), title }));
  return { "application/rss+xml": links("xml"), "application/feed+json": links("json") };
}
