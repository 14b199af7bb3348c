import type { Metadata } from "next";
import { ArticleView } from "@/app/_articles/article-view";
import { findArticlePage, loadArticlePage } from "@/app/_articles/load-article-page";
import { PlainReference } from "@/app/_articles/unresolved-reference";
import { ShareArticle } from "@/app/_sharing/share-article";
import { articleViewsApiPath } from "@/lib/paths";
import { articleMetadata } from "./metadata";
import { ReadBeacon } from "./read-beacon";
import { ArticleStructuredData } from "./schema-org";

type ArticlePageProps = PageProps<"/[locale]/articles/[slug]">;

export async function generateMetadata({ params }: ArticlePageProps): Promise<Metadata> {
  const found = await findArticlePage(params);
  return found ? articleMetadata(found) : {};
}

export default async function ArticlePage({ params }: ArticlePageProps) {
  const { locale, article, primary } = await loadArticlePage(params);
  return (
    <ArticleView
      {...{ article, locale, primary }}
      Unresolved={PlainReference}
      below={<ShareArticle article={article} locale={locale} primary={primary} />}
    >
      <ArticleStructuredData article={article} locale={locale} primary={primary} />
      <ReadBeacon url={articleViewsApiPath(locale, article.slug)} />
    </ArticleView>
  );
}
