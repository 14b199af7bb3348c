import { getFormatter } from "next-intl/server";
import { Cover } from "@/app/_components/cover";
import type { ArticleCard } from "@/lib/articles/published-articles";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath } from "@/lib/paths";

/** A list of articles, newest first. */
export async function ArticleList({
  title,
  articles,
  locale,
}: {
  title: string;
  articles: ArticleCard[];
  locale: Locale;
}) {
  const format = await getFormatter({ locale });
  return (
    <section aria-labelledby="stories" className="front-section">
      <h2 id="stories" className="section-title">
        {title}
      </h2>
      <ul className="stories">
        {articles.map((article) => (
          <li key={article.slug}>
            <article className="story">
              <Cover seed={article.slug} title={article.title} className="story-cover" />
              <p className="kicker">{article.topic}</p>
              <h3>
                <a href={articlePath(locale, article.slug)}>{article.title}</a>
              </h3>
              <p className="text-soft">{article.dek}</p>
              <time className="text-sm text-soft" dateTime={article.publishedAt.toISOString()}>
                {format.dateTime(article.publishedAt, { dateStyle: "long" })}
              </time>
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}
