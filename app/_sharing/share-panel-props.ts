import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";
import { getShareTexts } from "@/lib/sharing/list-share-texts";
import { shareMessage } from "@/lib/sharing/share-texts";
import { sharingTexts } from "./share-panel-texts";

type ArticleToShare = {
  article: { slug: string; title: string };
  locale: Locale;
  /** Its primary campaign. Share texts that staff wrote for it apply to the article, too. */
  campaign: Pick<CampaignWithSuccessor, "slug" | "status" | "successor"> | null;
};

/** Returns the props of a share panel for an article. */
export async function getArticleShareProps({ article, locale, campaign }: ArticleToShare) {
  const acting = campaign?.successor ?? campaign;
  const [texts, staffTexts] = await Promise.all([
    sharingTexts(locale),
    acting?.status === "open"
      ? readReplica((replica) => getShareTexts(replica, { slug: acting.slug, locale }))
      : null,
  ]);
  const message = shareMessage({ title: article.title, ours: texts.shareTexts.article, written: staffTexts });
  const page = `${env().APP_URL}${articlePath(locale, article.slug)}`;
  return { target: { locale, article: article.slug, page }, message, texts };
}

type CampaignToShare = {
  campaign: { slug: string; title: string };
  locale: Locale;
  /** Who shares it. The texts for signers say that they have signed. */
  as: "signer" | "reader";
};

/** Returns the props of a share panel for a campaign. */
export async function getCampaignShareProps({ campaign, locale, as }: CampaignToShare) {
  const [texts, staffTexts] = await Promise.all([
    sharingTexts(locale),
    readReplica((replica) => getShareTexts(replica, { slug: campaign.slug, locale })),
  ]);
  const message = shareMessage({ title: campaign.title, ours: texts.shareTexts[as], written: staffTexts });
  const page = `${env().APP_URL}${campaignPath(locale, campaign.slug)}`;
  return { target: { locale, campaign: campaign.slug, page }, message, texts };
}
