import type { Metadata } from "next";
import { feedLinks } from "@/app/_feeds/feed-links";
import { oembedLinks } from "@/app/_http/oembed-links";
import { cardTags } from "@/app/_structured/card-tags";
import type { ArticleCard } from "@/lib/articles/published-articles";
import { topicSlug } from "@/lib/articles/topic-slug";
import type { CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";
import { articleCard } from "@/lib/sharing/social-card";

const SITE = "Groundswell";

type Read = {
  article: ArticleCard & { updatedAt: Date };
  locale: Locale;
  /** The languages in which it can be read. */
  locales: string[];
  primary: CarriedCampaign | null;
};

/** What search engines and messengers are told about an article. The canonical address drops `?via=` and `?from=`. */
export async function articleMetadata({ article, locale, locales, primary }: Read): Promise<Metadata> {
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
        ...feedLinks([
          { locale, title: `${SITE}: ${article.topic}`, topic: topicSlug(article.topic) },
          { locale, title: SITE },
        ]),
        // What is embedded of an article is the box of its campaign.
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
