import type { WholeArticle } from "@/lib/articles/published-articles";
import { topicSlug } from "@/lib/articles/topic-slug";
import { fromArticle, withAttribution } from "@/lib/attribution";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath, topicPath } from "@/lib/paths";
import { breadcrumbs, endorseAction, publisher } from "./parts";

type NewsArticleProps = {
  article: WholeArticle;
  locale: Locale;
  /** Its call-outs with their campaigns. */
  callOuts: { campaign: CampaignWithSuccessor; number: string }[];
  /** The URLs of its images. */
  images: string[];
};

/**
 * Returns an article as schema.org NewsArticle. Each open campaign is a `potentialAction`, at its first call-out.
 */
export function newsArticle({ article, locale, callOuts, images }: NewsArticleProps) {
  const url = `${env().APP_URL}${articlePath(locale, article.slug)}`;
  const actions = firstOpenCallOuts(callOuts).map(({ campaign, number }) =>
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
    author: { "@type": isOrganisation(article.byline) ? "Organization" : "Person", name: article.byline },
    publisher: publisher(),
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.updatedAt.toISOString(),
    mainEntityOfPage: { "@type": "WebPage", "@id": url },
    url,
    ...(actions.length > 0 && { potentialAction: actions.length === 1 ? actions[0] : actions }),
  };
}

/** Returns the breadcrumbs of an article: front page, topic, article. */
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

function firstOpenCallOuts(callOuts: NewsArticleProps["callOuts"]) {
  const open = callOuts.map(({ campaign, number }) => ({
    campaign: campaign.successor ?? campaign,
    number,
  }));
  return open.filter(
    ({ campaign }, index) =>
      campaign.status === "open" && open.findIndex((other) => other.campaign.id === campaign.id) === index,
  );
}

/** Whether a byline such as "Groundswell newsroom" names the organisation instead of a person. */
function isOrganisation(byline: string): boolean {
  return byline.includes(env().ORGANISATION);
}
