import { getTranslations } from "next-intl/server";
import { listPrimarySlugs } from "@/lib/articles/article-campaigns";
import { listArticlesBySlug, listWholeArticles } from "@/lib/articles/published-articles";
import { listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { readReplica } from "@/lib/database-replica";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";
import { unversionedCardPath } from "@/lib/sharing/social-card";
import { type Around, ArticleMarkup, readOnce } from "./article-markup";
import { type Entry, idOf } from "./feed-entry";
import { renderMarkup } from "./render-markup";

type Wanted = { locale: Locale; topics?: string[]; limit: number };

/** Lists the newest articles as feed entries with their full text. */
export async function articleEntries(wanted: Wanted): Promise<Entry[]> {
  const { locale } = wanted;
  const articles = await readReplica((replica) => listWholeArticles(replica, wanted));
  const parsed = articles.map(({ bodyMarkdown }) => readOnce(bodyMarkdown));
  const primaries = await readReplica((replica) =>
    listPrimarySlugs(
      replica,
      articles.map(({ id }) => id),
    ),
  );
  const named = parsed.flatMap(({ callOuts }) => callOuts.map(({ campaign }) => campaign));
  const slugs = [...new Set([...named, ...primaries.map(({ slug }) => slug)])];
  const [campaigns, related, texts] = await Promise.all([
    readReplica((replica) => listCampaignsBySlug(replica, { locale, slugs })),
    readReplica((replica) =>
      listArticlesBySlug(replica, {
        locale,
        slugs: [...new Set(parsed.flatMap(({ readMores }) => readMores))],
      }),
    ),
    loadTexts(locale),
  ]);
  const around = { locale, campaigns, related, texts };
  return Promise.all(
    articles.map(async (article) => {
      const first = primaries.find(({ articleId }) => articleId === article.id);
      const primary = campaigns.find(({ slug }) => slug === first?.slug);
      return {
        id: idOf(article.id),
        url: `${env().APP_URL}${articlePath(locale, article.slug)}`,
        title: article.title,
        summary: article.dek,
        html: await renderMarkup(<ArticleMarkup article={article} primary={primary} around={around} />),
        image: env().APP_URL + unversionedCardPath({ locale, kind: "articles", slug: article.slug }),
        author: article.byline,
        topic: article.topic,
        publishedAt: article.publishedAt,
        updatedAt: article.updatedAt,
      };
    }),
  );
}

async function loadTexts(locale: Locale): Promise<Around["texts"]> {
  const t = await getTranslations({ locale });
  return {
    readMore: t("article.readMore"),
    actionTitle: t("article.actionTitle"),
    takeAction: t("campaign.takeAction"),
    sign: t("campaign.sign"),
    seeOutcome: t("campaign.seeOutcome"),
    state: {
      open: t("campaign.state.open"),
      upcoming: t("campaign.state.upcoming"),
      won: t("campaign.state.won"),
      closed: t("campaign.state.closed"),
      replaced: t("campaign.state.replaced"),
    },
  };
}
