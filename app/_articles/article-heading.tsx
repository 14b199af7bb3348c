import { getTranslations } from "next-intl/server";
import { Cover } from "@/app/_components/cover";
import { Day } from "@/app/_components/public-time";
import { ShareButton } from "@/app/_sharing/share-button";
import { getArticleShareProps } from "@/app/_sharing/share-panel-props";
import type { ArticleCard } from "@/lib/articles/published-articles";
import { topicSlug } from "@/lib/articles/topic-slug";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { topicPath } from "@/lib/paths";

/** Topic, headline, dek, byline and date over the cover. */
export async function ArticleHeading({ article, locale }: { article: ArticleCard; locale: Locale }) {
  const [t, shareProps] = await Promise.all([
    getTranslations({ locale, namespace: "article" }),
    getArticleShareProps({ article, locale, campaign: null }),
  ]);
  return (
    <header className="article-heading">
      {article.topic && (
        <p className="kicker">
          <a
            className="inline-block py-1 no-underline hover:underline"
            href={topicPath(locale, topicSlug(article.topic))}
            dir="auto"
          >
            {article.topic}
          </a>
        </p>
      )}
      <h1 dir="auto">{article.title}</h1>
      <p className="dek" dir="auto">
        {article.dek}
      </p>
      <div className="byline">
        <p>
          {t("by", { byline: isolated(article.byline) })} · <Day at={article.publishedAt} locale={locale} /> ·{" "}
          {t("minutes", { minutes: article.readingMinutes })}
        </p>
        <ShareButton {...shareProps} />
      </div>
      <Cover seed={article.slug} title={article.title} className="cover" />
    </header>
  );
}
