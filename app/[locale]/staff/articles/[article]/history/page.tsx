import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { getDraft, listVersions } from "@/lib/articles/list-drafts";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";
import { ArticleHeading } from "../_components/article-heading";
import { VersionDiff } from "../_components/version-diff";
import { VersionRow } from "../_components/version-row";

type Props = PageProps<"/[locale]/staff/articles/[article]/history">;

const PAGE_SIZE = 50;
const numberIn = (value: unknown) => (/^\d{1,7}$/.test(String(value)) ? Number(value) : undefined);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.history" });
  return { title: t("title") };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { locale, article } = await params;
  if (!isLocale(locale)) notFound();
  const member = await requireStaff({ locale, permission: "articles.write" });
  const draft = isId(article) ? await getDraft(db(), article) : null;
  if (!draft) notFound();
  const asked = await searchParams;
  const before = numberIn(asked.before);
  const compared = numberIn(asked.version);
  const versions = await listVersions(db(), { articleId: draft.id, before, limit: PAGE_SIZE });
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.history" });
  const here = `/${locale}/staff/articles/${draft.id}/history`;
  return (
    <StaffLayout locale={locale} path={`/staff/articles/${draft.id}/history`} member={member}>
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
        <Link className="mt-4 inline-block underline" href={`${here}?before=${versions.at(-1)?.number}`}>
          {t("older")}
        </Link>
      )}
    </StaffLayout>
  );
}
