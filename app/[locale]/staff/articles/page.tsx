import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { listDrafts } from "@/lib/articles/list-drafts";
import { db } from "@/lib/database";
import { staffAreaPath } from "@/lib/paths";
import { StaffLayout } from "../_components/staff-layout";
import { CreateArticleForm } from "./_components/create-article-form";
import { DraftList } from "./_components/draft-list";

type Props = PageProps<"/[locale]/staff/articles">;

const MAX_ARTICLES = 100;
const MAX_SEARCH_LENGTH = 100;

export const generateMetadata = staffPageTitle("articleEditor.title");

export default async function ArticlesPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "articles.write" });
  const { q } = await searchParams;
  const search = typeof q === "string" ? q.trim().slice(0, MAX_SEARCH_LENGTH) : "";
  const drafts = await listDrafts(db(), { search, limit: MAX_ARTICLES });
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const importing = await getTranslations({ locale, namespace: "staff.importing" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "articles")} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-2 text-soft">
        {t("lead")} <Link href={staffAreaPath(locale, "articles/import")}>{importing("heading")}</Link>
      </p>
      <div className="mt-6 grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <DraftList locale={locale} drafts={drafts} search={search} />
          {drafts.length === MAX_ARTICLES && (
            <p className="mt-4 text-sm text-soft">{t("firstMost", { limit: MAX_ARTICLES })}</p>
          )}
        </div>
        <CreateArticleForm locale={locale} />
      </div>
    </StaffLayout>
  );
}
