import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WayBack } from "@/app/[locale]/staff/_components/back-link";
import { StaffFrame } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { ImportDesk } from "./_components/import-form";
import { WhatIsRecognised } from "./_components/recognised-forms";
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
    <StaffFrame locale={locale} path="/staff/articles/import" member={member}>
      <WayBack href={`/${locale}/staff/articles`}>{t("back")}</WayBack>
      <h1 className="mt-4 text-4xl font-medium tracking-tight">{t("heading")}</h1>
      <p className="mt-2 max-w-prose text-soft">{t("lead")}</p>
      <ImportDesk
        locale={locale}
        campaigns={campaigns.map(({ slug, title }) => ({ slug, title }))}
        texts={await importTexts(locale)}
      >
        <WhatIsRecognised locale={locale} />
      </ImportDesk>
    </StaffFrame>
  );
}
