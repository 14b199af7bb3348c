import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ArticleView } from "@/app/_articles/article-view";
import { loadStaffArticlePage } from "@/app/[locale]/staff/_loaders/load-staff-article-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { readingMinutes } from "@/lib/articles/article-text";
import { getVersion } from "@/lib/articles/list-drafts";
import { listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { InertPreview } from "../_components/inert-preview";
import { PreviewGap } from "../_components/preview-gap";

type Props = PageProps<"/[locale]/staff/articles/[article]/preview">;

export const generateMetadata = staffPageTitle("articleEditor.tabs.preview");

/** The public page of a draft, or of one of its versions. Links and buttons do nothing. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { locale, draft } = await loadStaffArticlePage({ params, permission: "articles.write" });
  const number = Number((await searchParams).version ?? draft.version);
  const version = Number.isInteger(number) ? await getVersion(db(), { articleId: draft.id, number }) : null;
  if (!version) notFound();
  const slugs = version.primaryCampaign ? [version.primaryCampaign] : [];
  const [primary = null] = await listCampaignsBySlug(db(), { locale, slugs });
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.preview" });
  const article = {
    ...version,
    id: draft.id,
    slug: draft.slug,
    readingMinutes: readingMinutes(version.bodyMarkdown),
    publishedAt: draft.publishedAt ?? version.savedAt,
  };
  return (
    <InertPreview inert={t("inert")}>
      <ArticleView article={article} locale={locale} primary={primary} Unresolved={PreviewGap} />
    </InertPreview>
  );
}
