import { getTranslations } from "next-intl/server";
import { cardAlt } from "@/app/_structured/card-tags";
import { getPublishedArticle } from "@/lib/articles/published-articles";
import {
  getPrimaryCampaign,
  getPublishedCampaign,
  listArticlesCarrying,
} from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale, LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath } from "@/lib/paths";
import { articleCard, campaignCard, cardPath } from "@/lib/sharing/social-card";
import type { PreviewedPage } from "./link-frames";
import { LinkPreview } from "./link-preview";

/** The newest articles are previewed. */
const MAX_ARTICLES = 12;

type LinkPreviewsProps = { locale: Locale; campaign: { slug: string } };

/** How networks show this campaign's page and the articles that carry it, in each language. */
export async function LinkPreviews({ locale, campaign }: LinkPreviewsProps) {
  const [t, campaigns, articles] = await Promise.all([
    getTranslations({ locale, namespace: "staff.linkPreviews" }),
    Promise.all(LOCALES.map((language) => previewCampaign(campaign.slug, language))),
    listArticlesCarrying(db(), { campaignSlug: campaign.slug, limit: MAX_ARTICLES }),
  ]);
  const carrying = await Promise.all(
    articles.map(({ slug, locale: language }) => previewArticle(slug, language)),
  );
  const pages = [...campaigns, ...carrying].flatMap((page) => page ?? []);
  return (
    <section aria-labelledby="link-previews" className="border-t-2 border-ink pt-3">
      <h2 id="link-previews" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-measure text-sm text-soft">{pages.length > 0 ? t("lead") : t("none")}</p>
      <div className="mt-4 grid">
        {pages.map((page) => (
          <LinkPreview
            key={page.path}
            page={page}
            locale={locale}
            what={t(page.kind, { language: LOCALE_NAMES[page.language] })}
            isOpen={page.kind === "campaign" && page.language === locale}
          />
        ))}
      </div>
    </section>
  );
}

async function previewCampaign(slug: string, language: Locale): Promise<PreviewedPage | null> {
  const campaign = await getPublishedCampaign(db(), { slug, locale: language });
  if (!campaign) return null;
  const card = campaignCard(campaign, language);
  const photograph = campaign.cover?.alt ?? "";
  return {
    kind: "campaign",
    language,
    path: campaignPath(language, slug),
    image: cardPath(card),
    metadata: { title: campaign.title, description: campaign.summary, alt: photograph },
    alt: await cardAlt(card),
    needsAlt: campaign.cover !== null,
  };
}

async function previewArticle(slug: string, language: string): Promise<PreviewedPage | null> {
  const article = isLocale(language) ? await getPublishedArticle(db(), { slug, locale: language }) : null;
  if (!article || !isLocale(language)) return null;
  const primary = await getPrimaryCampaign(db(), { articleId: article.id, locale: language });
  const card = articleCard(article, { locale: language, primary });
  return {
    kind: "article",
    language,
    path: articlePath(language, slug),
    image: cardPath(card),
    metadata: { title: article.title, description: article.dek, alt: "" },
    alt: await cardAlt(card),
    needsAlt: false,
  };
}
