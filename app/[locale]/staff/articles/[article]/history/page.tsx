import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffArticlePage } from "@/app/[locale]/staff/_loaders/load-staff-article-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { listVersions } from "@/lib/articles/list-drafts";
import { db } from "@/lib/database";
import { staffArticlePath } from "@/lib/paths";
import { ArticleHeading } from "../_components/article-heading";
import { VersionDiff } from "../_components/version-diff";
import { VersionRow } from "../_components/version-row";

type Props = PageProps<"/[locale]/staff/articles/[article]/history">;

const PAGE_SIZE = 50;
const parseNumber = (value: unknown) => (/^\d{1,7}$/.test(String(value)) ? Number(value) : undefined);

export const generateMetadata = staffPageTitle("articleEditor.history.title");

export default async function HistoryPage({ params, searchParams }: Props) {
  const { locale, member, draft } = await loadStaffArticlePage({ params, permission: "articles.write" });
  const query = await searchParams;
  const before = parseNumber(query.before);
  const compared = parseNumber(query.version);
  const versions = await listVersions(db(), { articleId: draft.id, before, limit: PAGE_SIZE });
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.history" });
  const path = staffArticlePath(locale, draft.id, "history");
  return (
    <StaffLayout locale={locale} path={path} member={member}>
      <ArticleHeading locale={locale} draft={draft} here="history" />
      <h2 className="mt-8 text-2xl font-medium">{t("title")}</h2>
      <p className="text-soft">{t(versions.length > 1 || before ? "lead" : "only")}</p>
      {compared !== undefined && <VersionDiff locale={locale} draft={draft} number={compared} />}
      <ol className="mt-4 border-t border-rule">
        {versions.map((version) => (
          <VersionRow key={version.number} locale={locale} draft={draft} version={version} />
        ))}
      </ol>
      {versions.length === PAGE_SIZE && (
        <Link className="mt-4 inline-block underline" href={`${path}?before=${versions.at(-1)?.number}`}>
          {t("older")}
        </Link>
      )}
    </StaffLayout>
  );
}
