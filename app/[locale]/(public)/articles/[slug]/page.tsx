import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { ArticleView } from "@/app/_articles/article-view";
import { PlainReference } from "@/app/_articles/unresolved-reference";
import { redirectToNotFound } from "@/app/_http/not-found";
import { ShareArticle } from "@/app/_sharing/share-article";
import { getCurrentSlug } from "@/lib/articles/former-addresses";
import { getPublishedArticle, listArticleLocales } from "@/lib/articles/published-articles";
import { getPrimaryCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { articlePath } from "@/lib/paths";
import { articleMetadata } from "./metadata";
import { ReadBeacon } from "./read-beacon";
import { ArticleStructuredData } from "./schema-org";

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

type ArticlePageProps = PageProps<"/[locale]/articles/[slug]">;

/** Read once for the page and for its metadata. */
const readArticle = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const article = await getPublishedArticle(db(), { slug, locale });
  if (!article) return null;
  return { locale, article, primary: await getPrimaryCampaign(db(), { articleId: article.id, locale }) };
});

export async function generateMetadata({ params }: ArticlePageProps): Promise<Metadata> {
  const asked = await params;
  const read = await readArticle(asked.locale, asked.slug);
  if (!read) return {};
  return articleMetadata({ ...read, locales: await listArticleLocales(db(), read.article.slug) });
}

export default async function ArticlePage({ params }: ArticlePageProps) {
  const asked = await params;
  const { locale, article, primary } = (await readArticle(asked.locale, asked.slug)) ?? (await moved(asked));
  return (
    <ArticleView
      {...{ article, locale, primary }}
      Unresolved={PlainReference}
      below={<ShareArticle article={article} locale={locale} primary={primary} />}
    >
      <ArticleStructuredData article={article} locale={locale} primary={primary} />
      <ReadBeacon url={`/api/v1/articles/${article.slug}/views?locale=${locale}`} />
    </ArticleView>
  );
}

/**
 * Leads from a former address to the present one. Never permanently: browsers keep that for ever, and would go round in a
 * circle once the article comes back. With `?via=` in it, `proxy.ts` leads on, since this page knows no query.
 */
async function moved({ locale, slug }: { locale: string; slug: string }): Promise<never> {
  const current = isLocale(locale) && isSlug(slug) ? await getCurrentSlug(db(), { slug, locale }) : null;
  return current ? redirect(articlePath(locale, current)) : redirectToNotFound(locale);
}
