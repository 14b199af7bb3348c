import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { isLocale, LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { ActionForm } from "../../_components/action-form";
import { TextField } from "../../_components/text-field";
import { startCampaign } from "./actions";
import { TitleAndSlug } from "./title-and-slug";

type Props = PageProps<"/[locale]/staff/campaigns/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.begin" });
  return { title: t("heading") };
}

/** Where a campaign begins: what is asked, of whom, and where it will stand. */
export default async function NewCampaignPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "campaigns.write" });
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
    <StaffLayout locale={locale} path="/staff/campaigns/new" member={member}>
      <div className="max-w-measure">
        <h1 className="text-4xl font-medium tracking-tight">{t("heading")}</h1>
        <p className="mt-2 mb-8 text-soft">{t("lead")}</p>
        <ActionForm action={startCampaign} submit={t("create")}>
          <input type="hidden" name="locale" value={locale} />
          <TitleAndSlug locale={locale} texts={texts} />
          <TextField name="target" label={t("target")} hint={t("targetHint")} maxLength={200} />
          <div className="field">
            <label htmlFor="language">{t("language")}</label>
            <select className="input" id="language" name="language" defaultValue={locale}>
              {LOCALES.map((language) => (
                <option key={language} value={language} lang={language}>
                  {LOCALE_NAMES[language]}
                </option>
              ))}
            </select>
            <p className="field-hint">{t("languageHint")}</p>
          </div>
        </ActionForm>
      </div>
    </StaffLayout>
  );
}
