import { actionHref } from "@/app/[locale]/(public)/_signing/call-out";
import type { WholeArticle } from "@/lib/articles/queries";
import { topicSlug } from "@/lib/articles/topics/rules";
import type { CarriedCampaign } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { breadcrumbs, endorsing, publisher } from "./parts";

type NewsArticleProps = {
  article: WholeArticle;
  locale: Locale;
  /** The site's name, where the breadcrumbs begin. */
  site: string;
  /** What its reader can do, with the number of the call-out that leads there. */
  acts: { campaign: CarriedCampaign; number: string }[];
  /** The addresses of pictures that stand for it, if there are any. */
  images?: string[];
};

/**
 * An article as schema.org's NewsArticle, with everything that its reader can do as a `potentialAction`: one for each campaign
 * that is open, at the first place that leads to it.
 */
export function newsArticle({ article, locale, site, acts, images = [] }: NewsArticleProps) {
  const url = `${env().APP_URL}/${locale}/articles/${article.slug}`;
  const actions = openOnce(acts).map(({ campaign, number }) =>
    endorsing(campaign, locale, actionHref(locale, campaign.slug, article.slug, number)),
  );
  const news = {
    "@type": "NewsArticle",
    "@id": `${url}#article`,
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
    ...(actions.length > 0 && { potentialAction: actions }),
  };
  const way = breadcrumbs([
    { name: site, path: `/${locale}` },
    { name: article.topic, path: `/${locale}/topics/${topicSlug(article.topic)}` },
    { name: article.title, path: `/${locale}/articles/${article.slug}` },
  ]);
  return { "@context": "https://schema.org", "@graph": [news, way] };
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
