import { getArticleShareProps, getCampaignShareProps } from "@/app/_sharing/share-panel-props";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import { withAttribution } from "@/lib/attribution";
import { getPrimaryCampaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";

/** Returns the page that a share link leads to, in the link's language, with the props of its share panel. Null if it is not public. */
export async function loadSharedPage(code: string, pageLocale: Locale) {
  const link = isShareCode(code) ? await getLinkDestination(db(), code) : null;
  if (!link) return null;
  const locale = isLocale(link.locale) ? link.locale : pageLocale;
  return link.articleSlug
    ? loadArticle({ code, locale, slug: link.articleSlug })
    : loadCampaign({ code, locale, slug: link.campaignSlug ?? "" });
}

type Destination = { code: string; locale: Locale; slug: string };

async function loadArticle({ code, locale, slug }: Destination) {
  const article = await readReplica((replica) => getPublishedArticle(replica, { slug, locale }));
  if (!article) return null;
  const campaign = await readReplica((replica) =>
    getPrimaryCampaign(replica, { articleId: article.id, locale }),
  );
  return {
    title: article.title,
    shareProps: await getArticleShareProps({ article, locale, campaign }),
    path: withAttribution(articlePath(locale, article.slug), { via: code }),
  };
}

async function loadCampaign({ code, locale, slug }: Destination) {
  const campaign = await readReplica((replica) => getPublishedCampaign(replica, { slug, locale }));
  if (!campaign) return null;
  return {
    title: campaign.title,
    shareProps: await getCampaignShareProps({ campaign, locale, as: "reader" }),
    path: withAttribution(campaignPath(locale, campaign.slug), { via: code }),
  };
}
