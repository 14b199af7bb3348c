import { getTranslations } from "next-intl/server";
import type { CampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { settingsAsFields } from "@/lib/campaigns/settings";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { ActionForm } from "../../../../_components/action-form";
import { TextField } from "../../../../_components/text-field";
import { Section } from "../section";
import { changeSettings } from "./actions";
import { CoverField } from "./cover-field";

/** The form for the cover image and its text alternatives. */
export async function CoverSection({ campaign, locale }: { campaign: CampaignToEdit; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.cover" });
  const fields = settingsAsFields(campaign);
  const texts = {
    choose: t("choose"),
    hint: t("hint"),
    remove: t("remove"),
    sending: t("sending"),
    failed: t("failed"),
    tooLarge: t("tooLarge"),
    notAnImage: t("notAnImage"),
    stored: t("stored"),
  };
  return (
    <Section id="cover" title={t("title")} lead={t("lead")}>
      <ActionForm
        action={changeSettings}
        undo={changeSettings}
        submit={t("save")}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={campaign.slug} />
        <input type="hidden" name="base" value={JSON.stringify(fields)} />
        <CoverField key={fields.coverId} id={fields.coverId ?? ""} texts={texts} />
        {LOCALES.map((language) => (
          <TextField
            key={language}
            name={`coverAlt.${language}`}
            label={t("alt", { language: LOCALE_NAMES[language] })}
            value={fields[`coverAlt.${language}`]}
            lang={language}
            maxLength={200}
          />
        ))}
      </ActionForm>
    </Section>
  );
}
