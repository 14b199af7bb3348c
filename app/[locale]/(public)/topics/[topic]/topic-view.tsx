import { getTranslations } from "next-intl/server";
import { ArticleList } from "@/app/_articles/article-list";
import { CampaignList } from "@/app/_campaigns/campaign-list";
import type { ArticleCard } from "@/lib/articles/published-articles";
import type { Topic } from "@/lib/articles/topic-slug";
import { hasEnded } from "@/lib/campaigns/campaign-status";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { feedPath } from "@/lib/paths";

type TopicViewProps = { topic: Topic; articles: ArticleCard[]; campaigns: Campaign[]; locale: Locale };

/** A topic: its open campaigns, its articles, its ended campaigns, and its feeds. */
export async function TopicView({ topic, articles, campaigns, locale }: TopicViewProps) {
  const t = await getTranslations({ locale });
  return (
    <main id="main" className="front-page">
      <header className="grid gap-3">
        <p className="kicker">{t("topic.kicker")}</p>
        <h1 className="topic-title" dir="auto">
          {topic.name}
        </h1>
        <p className="flex flex-wrap items-baseline gap-x-4 text-sm text-soft">
          <span>{t("topic.follow")}:</span>
          <a className="inline-block py-1 underline" href={feedPath(locale, "xml", topic.slug)}>
            {t("topic.rss")}
          </a>
          <a className="inline-block py-1 underline" href={feedPath(locale, "json", topic.slug)}>
            {t("topic.json")}
          </a>
        </p>
      </header>
      <CampaignList
        title={t("site.campaigns")}
        campaigns={campaigns.filter(({ status }) => !hasEnded(status))}
        locale={locale}
      />
      <ArticleList title={t("site.articles")} articles={articles} locale={locale} />
      <CampaignList
        title={t("site.pastCampaigns")}
        campaigns={campaigns.filter(({ status }) => hasEnded(status))}
        locale={locale}
      />
    </main>
  );
}
