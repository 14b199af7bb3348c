import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ArticleView } from "@/app/_articles/article-view";
import { readingMinutes } from "@/lib/articles/article-text";
import { getDraft, getVersion } from "@/lib/articles/list-drafts";
import { requireStaff } from "@/lib/auth/guards";
import { listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";
import { InertPreview } from "../_components/inert-preview";
import { PreviewGap } from "../_components/preview-gap";

type Props = PageProps<"/[locale]/staff/articles/[article]/preview">;

export const metadata: Metadata = { title: "Preview" };

/** A draft, or one of its versions, as the page that its readers will see. Nothing on it can be acted on. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { locale, article: id } = await params;
  if (!isLocale(locale)) notFound();
  await requireStaff({ locale, permission: "articles.write" });
  const draft = isId(id) ? await getDraft(db(), id) : null;
  if (!draft) notFound();
  const number = Number((await searchParams).version ?? draft.version);
  const words = Number.isInteger(number) ? await getVersion(db(), { articleId: id, number }) : null;
  if (!words) notFound();
  const slugs = words.primaryCampaign ? [words.primaryCampaign] : [];
  const [primary = null] = await listCampaignsBySlug(db(), { locale, slugs });
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.preview" });
  const article = {
    ...words,
    id,
    slug: draft.slug,
    readingMinutes: readingMinutes(words.bodyMarkdown),
    publishedAt: draft.publishedAt ?? words.savedAt,
  };
  return (
    <InertPreview inert={t("inert")}>
      <ArticleView article={article} locale={locale} primary={primary} Gap={PreviewGap} />
    </InertPreview>
  );
}
