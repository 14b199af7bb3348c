import { Cover } from "@/app/_components/cover";
import { Day } from "@/app/_components/public-time";
import type { ArticleCard } from "@/lib/articles/published-articles";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";

/** A list of articles, newest first. */
export function ArticleList({
  title,
  articles,
  locale,
}: {
  title: string;
  articles: ArticleCard[];
  locale: Locale;
}) {
  return (
    <section aria-labelledby="stories" className="front-section">
      <h2 id="stories" className="section-title" dir="auto">
        {title}
      </h2>
      <ul className="stories">
        {articles.map((article) => (
          <li key={article.slug}>
            <article className="story">
              <Cover seed={article.slug} title={article.title} className="story-cover" />
              <p className="kicker" dir="auto">
                {article.topic}
              </p>
              <h3>
                <a href={articlePath(locale, article.slug)} dir="auto">
                  {article.title}
                </a>
              </h3>
              <p className="text-soft" dir="auto">
                {article.dek}
              </p>
              <Day className="text-sm text-soft" at={article.publishedAt} locale={locale} />
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}
