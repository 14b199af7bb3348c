import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { articleState } from "@/lib/articles/article-state";
import { listRemarks } from "@/lib/articles/check-text";
import { getDraft } from "@/lib/articles/list-drafts";
import { articleFieldsOf } from "@/lib/articles/merge-versions";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";
import { AddressPanel } from "./_components/address-panel";
import { ArticleHeading } from "./_components/article-heading";
import { ArticleEditor } from "./_editor/article-editor";

type Props = PageProps<"/[locale]/staff/articles/[article]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.tabs" });
  return { title: t("label") };
}

export default async function ArticleEditorPage({ params }: Props) {
  const { locale, article } = await params;
  if (!isLocale(locale)) notFound();
  const member = await requireStaff({ locale, permission: "articles.write" });
  const draft = isId(article) ? await getDraft(db(), article) : null;
  if (!draft) notFound();
  const [{ staff }, remarks] = await Promise.all([getMessages({ locale }), listRemarks(db(), draft)]);
  return (
    <StaffLayout locale={locale} path={`/staff/articles/${draft.id}`} member={member}>
      <ArticleHeading locale={locale} draft={draft} here="room" />
      <ArticleEditor
        article={{
          id: draft.id,
          locale: draft.locale,
          publishedAt: draft.publishedAt?.toISOString() ?? null,
          shown: draft.shown,
        }}
        state={articleState(draft, new Date())}
        version={draft.version}
        words={articleFieldsOf(draft)}
        remarks={remarks}
        locale={locale}
        texts={staff.articleEditor}
      >
        <AddressPanel locale={locale} draft={draft} />
      </ArticleEditor>
    </StaffLayout>
  );
}
