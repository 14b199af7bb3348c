import { getTranslations } from "next-intl/server";
import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { staffAreaPath } from "@/lib/paths";
import { ActionForm } from "../../_components/action-form";
import { TextField } from "../../_components/text-field";
import { startCampaign } from "./actions";
import { TitleAndSlug } from "./title-and-slug";

type Props = PageProps<"/[locale]/staff/campaigns/new">;

export const generateMetadata = staffPageTitle("campaignEditor.begin.heading");

/** The form for a new campaign. */
export default async function NewCampaignPage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "campaigns.write" });
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.begin" });
  const texts = {
    title: t("title"),
    titleHint: t("titleHint"),
    slug: t("slug"),
    slugHint: t("slugHint"),
    free: t("free"),
    taken: t("taken"),
    invalid: t("invalid"),
  };
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "campaigns/new")} member={member}>
      <div className="max-w-measure">
        <h1 className="text-4xl font-medium tracking-tight">{t("heading")}</h1>
        <p className="mt-2 mb-8 text-soft">{t("lead")}</p>
        <ActionForm action={startCampaign} submit={t("create")}>
          <input type="hidden" name="locale" value={locale} />
          <TitleAndSlug locale={locale} texts={texts} />
          <TextField name="target" label={t("target")} hint={t("targetHint")} maxLength={200} />
          <LanguageField id="language" label={t("language")} value={locale} hint={t("languageHint")} />
        </ActionForm>
      </div>
    </StaffLayout>
  );
}
