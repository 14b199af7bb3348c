import { localeFromQuery } from "@/app/_http/preferred-locale";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { getPublishedCampaign, listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { withDatabaseLimits } from "@/lib/database-limits";
import { readReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import { isSlug } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";

const CACHE_CONTROL = "public, s-maxage=10, stale-while-revalidate=60";
const MAX_ARTICLES = 50;

/** Returns a campaign as JSON, in the language of `?locale=` if it is translated. */
export async function showCampaign(request: Request, { slug }: { slug: string }): Promise<Response> {
  const locale = localeFromQuery(request);
  if (!isSlug(slug)) return refusePublicRequest({ reason: "notFound", kind: "json", locale });
  const read = await withDatabaseLimits(async () => ({
    campaign: await readReplica((replica) => getPublishedCampaign(replica, { slug, locale })),
    articles: await readReplica((replica) =>
      listArticlesCarrying(replica, { campaignSlug: slug, limit: MAX_ARTICLES }),
    ),
  }));
  if (!read) return refusePublicRequest({ reason: "busy", kind: "json", locale });
  if (!read.campaign) return refusePublicRequest({ reason: "notFound", kind: "json", locale });
  const { title, ask, target, summary, status, signatures, goal } = read.campaign;
  const articles = read.articles.map((article) => ({
    slug: article.slug,
    locale: article.locale,
    title: article.title,
    url: `${env().APP_URL}${articlePath(article.locale, article.slug)}`,
  }));
  return jsonResponse(
    {
      slug,
      title,
      ask,
      target,
      summary,
      locale: read.campaign.locale,
      status,
      signatures,
      goal,
      url: `${env().APP_URL}${campaignPath(locale, slug)}`,
      article: articles.find((article) => article.locale === locale)?.url ?? articles[0]?.url ?? null,
      articles,
    },
    { headers: { "cache-control": CACHE_CONTROL } },
  );
}
