import { redirect } from "next/navigation";
import { cache } from "react";
import { redirectToNotFound } from "@/app/_http/not-found";
import { getCurrentSlug } from "@/lib/articles/former-addresses";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { getPrimaryCampaign } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { articlePath } from "@/lib/paths";

type ArticleParams = Promise<{ locale: string; slug: string }>;

/** Returns the language, the published article and its primary campaign, or null. Queries once per request. */
export async function findArticlePage(params: ArticleParams) {
  const { locale, slug } = await params;
  return readArticle(locale, slug);
}

/** Returns the language, the published article and its primary campaign. Redirects from a former slug to the current one, else to the 404 page. */
export async function loadArticlePage(params: ArticleParams) {
  return (await findArticlePage(params)) ?? redirectToCurrentSlug(await params);
}

const readArticle = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const article = await readReplica((replica) => getPublishedArticle(replica, { slug, locale }));
  if (!article) return null;
  return {
    locale,
    article,
    primary: await readReplica((replica) => getPrimaryCampaign(replica, { articleId: article.id, locale })),
  };
});

/**
 * The redirect is temporary: browsers cache a permanent one forever, and would loop if the article got its former slug
 * back. `server/page-cache/` adds the query of the request.
 */
async function redirectToCurrentSlug({ locale, slug }: Awaited<ArticleParams>): Promise<never> {
  const current =
    isLocale(locale) && isSlug(slug)
      ? await readReplica((replica) => getCurrentSlug(replica, { slug, locale }))
      : null;
  return current ? redirect(articlePath(locale, current)) : redirectToNotFound(locale);
}
