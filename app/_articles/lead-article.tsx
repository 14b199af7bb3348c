import { getTranslations } from "next-intl/server";
import { Cover } from "@/app/_components/cover";
import type { ArticleCard } from "@/lib/articles/published-articles";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";

/** The newest article, at full width. */
export async function LeadArticle({ article, locale }: { article: ArticleCard; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "article" });
  return (
    <article className="lead">
      <Cover seed={article.slug} title={article.title} className="lead-cover" />
      <div className="grid content-center gap-3">
        <p className="kicker" dir="auto">
          {article.topic}
        </p>
        <h2>
          <a href={articlePath(locale, article.slug)} dir="auto">
            {article.title}
          </a>
        </h2>
        <p className="dek" dir="auto">
          {article.dek}
        </p>
        <p className="text-sm text-soft">
          {t("by", { byline: isolated(article.byline) })} ·{" "}
          {t("minutes", { minutes: article.readingMinutes })}
        </p>
      </div>
    </article>
  );
}
