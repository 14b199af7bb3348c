import type { Metadata } from "next";
import { cache } from "react";
import { JsonLd } from "@/app/_components/json-ld";
import { missing } from "@/app/_http/missing";
import { SigningProvider } from "@/app/[locale]/(public)/_signing/signing";
import { countryOptions, signingTexts } from "@/app/[locale]/(public)/_signing/texts";
import { db } from "@/db/client";
import { getPublishedArticle, listArticleLocales, listArticlesBySlug } from "@/lib/articles/queries";
import { readArticleText } from "@/lib/articles/text/rules";
import { getPrimaryCampaign, listCampaignsBySlug } from "@/lib/campaigns/queries";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { ActionBar } from "./action-bar";
import { ArticleHeading } from "./article-heading";
import { ArticleText } from "./article-text";
import { EndModule } from "./end-module";
import { articleMetadata, newsArticle } from "./metadata";
import { ReadBeacon } from "./read-beacon";

export const revalidate = 60;

export function generateStaticParams() {
  return [];
}

type ArticlePageProps = PageProps<"/[locale]/articles/[slug]">;

/** Read once for the page and for its metadata. */
const readArticle = cache(async (locale: string, slug: string) => {
  if (!isLocale(locale) || !isSlug(slug)) return null;
  const article = await getPublishedArticle(db(), { slug, locale });
  return article && { locale, article };
});

export async function generateMetadata({ params }: ArticlePageProps): Promise<Metadata> {
  const asked = await params;
  const read = await readArticle(asked.locale, asked.slug);
  if (!read) return {};
  const { locale, article } = read;
  return articleMetadata(article, locale, await listArticleLocales(db(), article.slug));
}

export default async function ArticlePage({ params }: ArticlePageProps) {
  const asked = await params;
  const { locale, article } = (await readArticle(asked.locale, asked.slug)) ?? missing(asked.locale);
  const { tree, callouts, readMores } = readArticleText(article.bodyMarkdown);
  const slugs = [...new Set(callouts.map(({ campaign }) => campaign))];
  const [campaigns, related, primary, texts] = await Promise.all([
    listCampaignsBySlug(db(), { locale, slugs }),
    listArticlesBySlug(db(), { locale, slugs: readMores }),
    getPrimaryCampaign(db(), { articleId: article.id, locale }),
    signingTexts(locale),
  ]);
  return (
    <SigningProvider texts={texts} countries={countryOptions(locale)} locale={locale} article={article.slug}>
      <main id="main">
        <JsonLd value={newsArticle(article, locale, primary)} />
        <ReadBeacon url={`/api/v1/articles/${article.slug}/views?locale=${locale}`} />
        <article>
          <ArticleHeading article={article} locale={locale} />
          <ArticleText {...{ tree, locale, campaigns, related, texts }} article={article.slug} />
          {primary && <EndModule campaign={primary} article={article} locale={locale} texts={texts} />}
        </article>
      </main>
      {primary?.state === "open" && <ActionBar campaign={primary} article={article.slug} locale={locale} />}
    </SigningProvider>
  );
}
