import type { CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";
import { getShareTexts } from "@/lib/sharing/list-share-texts";
import { shareMessage } from "@/lib/sharing/share-texts";
import { sharingTexts } from "./share-panel-texts";

type ArticleToPass = {
  article: { slug: string; title: string };
  locale: Locale;
  /** What it is paired with: its words go along, if staff have written any. */
  campaign: Pick<CarriedCampaign, "slug" | "state" | "carriedOnBy"> | null;
};

/** Everything that a share panel needs to pass an article on. */
export async function getArticleShareProps({ article, locale, campaign }: ArticleToPass) {
  const acting = campaign?.carriedOnBy ?? campaign;
  const [texts, staffTexts] = await Promise.all([
    sharingTexts(locale),
    acting?.state === "open" ? getShareTexts(db(), { slug: acting.slug, locale }) : null,
  ]);
  const words = shareMessage({ title: article.title, ours: texts.words.article, written: staffTexts });
  const page = `${env().APP_URL}${articlePath(locale, article.slug)}`;
  return { target: { locale, article: article.slug, page }, words, texts };
}

type CampaignToPass = {
  campaign: { slug: string; title: string };
  locale: Locale;
  /** Who passes it on: only somebody who has signed says so. */
  as: "signer" | "reader";
};

/** The same for a campaign. */
export async function getCampaignShareProps({ campaign, locale, as }: CampaignToPass) {
  const [texts, staffTexts] = await Promise.all([
    sharingTexts(locale),
    getShareTexts(db(), { slug: campaign.slug, locale }),
  ]);
  const words = shareMessage({ title: campaign.title, ours: texts.words[as], written: staffTexts });
  const page = `${env().APP_URL}${campaignPath(locale, campaign.slug)}`;
  return { target: { locale, campaign: campaign.slug, page }, words, texts };
}
