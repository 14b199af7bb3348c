import { getTranslations } from "next-intl/server";
import { JsonLd } from "@/app/_components/json-ld";
import { articleBreadcrumbs, newsArticle } from "@/app/_structured/news-article";
import { readArticleText } from "@/lib/articles/article-text";
import type { WholeArticle } from "@/lib/articles/published-articles";
import { type CampaignWithSuccessor, listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { imageIdIn } from "@/lib/images/image-limits";

type ArticleStructuredDataProps = {
  article: WholeArticle;
  locale: Locale;
  primary: CampaignWithSuccessor | null;
};

/** An article as structured data, with the campaigns of its call-outs. */
export async function ArticleStructuredData({ article, locale, primary }: ArticleStructuredDataProps) {
  const { callOuts, pictures: imagePaths } = readArticleText(article.bodyMarkdown);
  const slugs = [...new Set(callOuts.map(({ campaign }) => campaign))];
  const [t, campaigns] = await Promise.all([
    getTranslations({ locale, namespace: "site" }),
    readReplica((replica) => listCampaignsBySlug(replica, { locale, slugs })),
  ]);
  const inText = callOuts.flatMap(({ campaign: slug, number }) =>
    campaigns.filter((campaign) => campaign.slug === slug).map((campaign) => ({ campaign, number })),
  );
  const allCallOuts = primary ? [...inText, { campaign: primary, number: "end" }] : inText;
  const images = imagePaths.filter((path) => imageIdIn(path)).map((path) => `${env().APP_URL}${path}`);
  return (
    <>
      <JsonLd value={newsArticle({ article, locale, callOuts: allCallOuts, images })} />
      <JsonLd value={articleBreadcrumbs({ article, locale, site: t("name") })} />
    </>
  );
}
