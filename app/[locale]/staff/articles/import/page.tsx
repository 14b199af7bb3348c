import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { db } from "@/lib/database";
import { staffAreaPath } from "@/lib/paths";
import { ImportForm } from "./_components/import-form";
import { RecognisedForms } from "./_components/recognised-forms";
import { importTexts } from "./_components/texts";

type Props = PageProps<"/[locale]/staff/articles/import">;

export const generateMetadata = staffPageTitle("importing.heading");

export default async function ImportPage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "articles.write" });
  const campaigns = await listCampaignTitles(db(), locale);
  const t = await getTranslations({ locale, namespace: "staff.importing" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "articles/import")} member={member}>
      <BackLink href={staffAreaPath(locale, "articles")}>{t("back")}</BackLink>
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
