import { getMessages } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffArticlePage } from "@/app/[locale]/staff/_loaders/load-staff-article-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { articleState } from "@/lib/articles/article-state";
import { listRemarks } from "@/lib/articles/check-text";
import { articleFieldsOf } from "@/lib/articles/merge-versions";
import { db } from "@/lib/database";
import { staffArticlePath } from "@/lib/paths";
import { AddressPanel } from "./_components/address-panel";
import { ArticleHeading } from "./_components/article-heading";
import { ArticleEditor } from "./_editor/article-editor";

type Props = PageProps<"/[locale]/staff/articles/[article]">;

export const generateMetadata = staffPageTitle("articleEditor.tabs.label");

export default async function ArticleEditorPage({ params }: Props) {
  const { locale, member, draft } = await loadStaffArticlePage({ params, permission: "articles.write" });
  const [{ staff }, remarks] = await Promise.all([getMessages({ locale }), listRemarks(db(), draft)]);
  return (
    <StaffLayout locale={locale} path={staffArticlePath(locale, draft.id)} member={member}>
      <ArticleHeading locale={locale} draft={draft} here="editor" />
      <ArticleEditor
        article={{
          id: draft.id,
          locale: draft.locale,
          publishedAt: draft.publishedAt?.toISOString() ?? null,
          shown: draft.shown,
        }}
        state={articleState(draft, new Date())}
        version={draft.version}
        fields={articleFieldsOf(draft)}
        remarks={remarks}
        locale={locale}
        texts={staff.articleEditor}
      >
        <AddressPanel locale={locale} draft={draft} />
      </ArticleEditor>
    </StaffLayout>
  );
}
