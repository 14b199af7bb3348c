import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { ImportForm } from "./_components/import-form";
import { RecognisedForms } from "./_components/recognised-forms";
import { importTexts } from "./_components/texts";

type Props = PageProps<"/[locale]/staff/articles/import">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  return { title: t("heading") };
}

export default async function ImportPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const member = await requireStaff({ locale, permission: "articles.write" });
  const campaigns = await listCampaignTitles(db(), locale);
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  return (
    <StaffLayout locale={locale} path="/staff/articles/import" member={member}>
      <BackLink href={`/${locale}/staff/articles`}>{t("back")}</BackLink>
      <h1 className="mt-4 text-4xl font-medium tracking-tight">{t("heading")}</h1>
      <p className="mt-2 max-w-prose text-soft">{t("lead")}</p>
      <ImportForm
        locale={locale}
        campaigns={campaigns.map(({ slug, title }) => ({ slug, title }))}
        texts={await importTexts(locale)}
      >
        <RecognisedForms locale={locale} />
      </ImportForm>
    </StaffLayout>
  );
}
