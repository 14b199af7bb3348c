import { Feed } from "feed";
import { getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import { listPublishedArticles } from "@/lib/articles/queries";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

export const dynamic = "force-dynamic";

const MOST_ARTICLES = 50;

/** The newest articles as RSS 2.0, in the language of `?locale=`. */
export async function GET(request: Request) {
  const asked = new URL(request.url).searchParams.get("locale") ?? "";
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const [t, articles] = await Promise.all([
    getTranslations({ locale, namespace: "site" }),
    listPublishedArticles(db(), { locale, limit: MOST_ARTICLES }),
  ]);
  const home = `${env().APP_URL}/${locale}`;
  const feed = new Feed({
    id: home,
    link: home,
    title: t("name"),
    description: t("promise"),
    language: locale,
    copyright: env().ORGANISATION,
    updated: articles[0]?.publishedAt,
    feedLinks: { rss: `${env().APP_URL}/feed.xml?locale=${locale}` },
  });
  for (const { slug, title, dek, topic, publishedAt } of articles) {
    const link = `${home}/articles/${slug}`;
    feed.addItem({
      id: link,
      link,
      title,
      description: dek,
      date: publishedAt,
      category: [{ name: topic }],
    });
  }
  return new Response(feed.rss2(), {
    headers: {
      "content-type": "application/rss+xml; charset=utf-8",
      "cache-control": "public, s-maxage=300, stale-while-revalidate=3600",
    },
  });
}
