import type { WholeArticle } from "@/lib/articles/published-articles";
import { topicSlug } from "@/lib/articles/topic-slug";
import { fromArticle, withAttribution } from "@/lib/attribution";
import type { CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath, topicPath } from "@/lib/paths";
import { breadcrumbs, endorseAction, publisher } from "./parts";

type NewsArticleProps = {
  article: WholeArticle;
  locale: Locale;
  /** What its reader can do, with the number of the call-out that leads there. */
  acts: { campaign: CarriedCampaign; number: string }[];
  /** The addresses of pictures that stand for it, if there are any. */
  images: string[];
};

/**
 * An article as schema.org's NewsArticle, with everything that its reader can do as a `potentialAction`: one for each campaign
 * that is open, at the first place that leads to it.
 */
export function newsArticle({ article, locale, acts, images }: NewsArticleProps) {
  const url = `${env().APP_URL}${articlePath(locale, article.slug)}`;
  const actions = openOnce(acts).map(({ campaign, number }) =>
    endorseAction(
      campaign,
      `${withAttribution(campaignPath(locale, campaign.slug), { from: fromArticle(article.slug, number) })}#sign`,
    ),
  );
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: article.title,
    description: article.dek,
    inLanguage: locale,
    articleSection: article.topic,
    isAccessibleForFree: true,
    ...(images.length > 0 && { image: images }),
    author: { "@type": isDesk(article.byline) ? "Organization" : "Person", name: article.byline },
    publisher: publisher(),
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.updatedAt.toISOString(),
    mainEntityOfPage: { "@type": "WebPage", "@id": url },
    url,
    ...(actions.length > 0 && { potentialAction: actions.length === 1 ? actions[0] : actions }),
  };
}

/** How one gets to an article: the front page, its topic. */
export function articleBreadcrumbs({
  article,
  locale,
  site,
}: {
  article: WholeArticle;
  locale: Locale;
  site: string;
}) {
  return breadcrumbs([
    { name: site, path: `/${locale}` },
    { name: article.topic, path: topicPath(locale, topicSlug(article.topic)) },
    { name: article.title, path: articlePath(locale, article.slug) },
  ]);
}

function openOnce(acts: NewsArticleProps["acts"]) {
  const open = acts.map(({ campaign, number }) => ({ campaign: campaign.carriedOnBy ?? campaign, number }));
  return open.filter(
    ({ campaign }, index) =>
      campaign.state === "open" && open.findIndex((other) => other.campaign.id === campaign.id) === index,
  );
}

/** "Groundswell newsroom" is nobody's name. */
function isDesk(byline: string): boolean {
  return byline.includes(env().ORGANISATION);
}
