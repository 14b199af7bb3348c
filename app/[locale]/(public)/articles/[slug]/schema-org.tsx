import { getTranslations } from "next-intl/server";
import { JsonLd } from "@/app/_components/json-ld";
import { articleBreadcrumbs, newsArticle } from "@/app/_structured/news-article";
import { readArticleText } from "@/lib/articles/article-text";
import type { WholeArticle } from "@/lib/articles/published-articles";
import { type CarriedCampaign, listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { imageIdIn } from "@/lib/images/image-limits";

type ArticleStructuredDataProps = { article: WholeArticle; locale: Locale; primary: CarriedCampaign | null };

/** The article as structured data: what it says, and each campaign that its reader can sign. */
export async function ArticleStructuredData({ article, locale, primary }: ArticleStructuredDataProps) {
  const { callouts, pictures } = readArticleText(article.bodyMarkdown);
  const slugs = [...new Set(callouts.map(({ campaign }) => campaign))];
  const [t, campaigns] = await Promise.all([
    getTranslations({ locale, namespace: "site" }),
    listCampaignsBySlug(db(), { locale, slugs }),
  ]);
  const inText = callouts.flatMap(({ campaign: slug, number }) =>
    campaigns.filter((campaign) => campaign.slug === slug).map((campaign) => ({ campaign, number })),
  );
  const acts = primary ? [...inText, { campaign: primary, number: "end" }] : inText;
  const images = pictures
    .filter((picture) => imageIdIn(picture))
    .map((picture) => `${env().APP_URL}${picture}`);
  return (
    <>
      <JsonLd value={newsArticle({ article, locale, acts, images })} />
      <JsonLd value={articleBreadcrumbs({ article, locale, site: t("name") })} />
    </>
  );
}
