import type { Metadata } from "next";
import { feedLinks } from "@/app/_feeds/feed-links";
import { oembedLinks } from "@/app/_http/oembed-links";
import { cardTags } from "@/app/_structured/card-tags";
import { type ArticleCard, listArticleLocales } from "@/lib/articles/published-articles";
import { topicSlug } from "@/lib/articles/topic-slug";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";
import { articleCard } from "@/lib/sharing/social-card";

type ArticlePage = {
  article: ArticleCard & { updatedAt: Date };
  locale: Locale;
  primary: CampaignWithSuccessor | null;
};

/** Returns an article's metadata for search engines and link previews. The canonical address has no query. */
export async function articleMetadata({ article, locale, primary }: ArticlePage): Promise<Metadata> {
  const locales = await readReplica((replica) => listArticleLocales(replica, article.slug));
  const path = articlePath(locale, article.slug);
  const { title, dek: description } = article;
  const card = articleCard(article, { locale, primary });
  const { openGraph, twitter } = await cardTags({ card, title, description, path, locale, locales });
  return {
    title,
    description,
    alternates: {
      canonical: path,
      languages: Object.fromEntries(locales.map((other) => [other, articlePath(other, article.slug)])),
      types: {
        ...(await feedLinks(locale, { name: article.topic, slug: topicSlug(article.topic) })),
        // The embed of an article is that of its campaign.
        ...(primary && oembedLinks({ path, title: article.title })),
      },
    },
    openGraph: {
      ...openGraph,
      type: "article",
      publishedTime: article.publishedAt.toISOString(),
      modifiedTime: article.updatedAt.toISOString(),
      authors: [article.byline],
      section: article.topic,
    },
    twitter,
  };
}
