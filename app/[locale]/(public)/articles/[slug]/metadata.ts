import type { Metadata } from "next";
import { feedLinks } from "@/app/_feeds/paths";
import type { ArticleCard } from "@/lib/articles/queries";
import { topicSlug } from "@/lib/articles/topics/rules";
import { type Locale, OPEN_GRAPH_LOCALES } from "@/lib/i18n/locales";

const SITE = "Groundswell";

type Article = ArticleCard & { updatedAt: Date };

/** What search engines and messengers are told about an article. The canonical address drops `?via=` and `?from=`. */
export function articleMetadata(article: Article, locale: Locale, locales: string[]): Metadata {
  const path = `/${locale}/articles/${article.slug}`;
  return {
    title: article.title,
    description: article.dek,
    alternates: {
      canonical: path,
      languages: Object.fromEntries(locales.map((other) => [other, `/${other}/articles/${article.slug}`])),
      types: feedLinks([
        { locale, title: `${SITE}: ${article.topic}`, topic: topicSlug(article.topic) },
        { locale, title: SITE },
      ]),
    },
    openGraph: {
      type: "article",
      siteName: SITE,
      locale: OPEN_GRAPH_LOCALES[locale],
      url: path,
      title: article.title,
      description: article.dek,
      publishedTime: article.publishedAt.toISOString(),
      modifiedTime: article.updatedAt.toISOString(),
      authors: [article.byline],
      section: article.topic,
    },
    twitter: { card: "summary", title: article.title, description: article.dek },
  };
}
