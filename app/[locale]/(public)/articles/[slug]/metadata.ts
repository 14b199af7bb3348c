import type { Metadata } from "next";
import { oembedLinks } from "@/app/_http/oembed-links";
import type { ArticleCard } from "@/lib/articles/queries";
import type { Campaign } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import { type Locale, OPEN_GRAPH_LOCALES } from "@/lib/i18n/locales";

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
      types: {
        "application/rss+xml": `/feed.xml?locale=${locale}`,
        ...oembedLinks({ path, title: article.title }),
      },
    },
    openGraph: {
      type: "article",
      siteName: "Groundswell",
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

/** The article as schema.org's NewsArticle, with what its reader can do as a `potentialAction`. */
export function newsArticle(article: Article, locale: Locale, campaign: Campaign | null) {
  const url = `${env().APP_URL}/${locale}/articles/${article.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: article.title,
    description: article.dek,
    inLanguage: locale,
    articleSection: article.topic,
    author: { "@type": "Organization", name: article.byline },
    publisher: { "@type": "Organization", name: env().ORGANISATION, url: env().APP_URL },
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.updatedAt.toISOString(),
    mainEntityOfPage: url,
    url,
    ...(campaign?.state === "open" && {
      potentialAction: {
        "@type": "EndorseAction",
        name: campaign.title,
        target: `${env().APP_URL}/${locale}/campaigns/${campaign.slug}`,
      },
    }),
  };
}
