import { getTranslations } from "next-intl/server";
import { RadioOptions } from "@/app/_components/radio-options";
import { hasEnded } from "@/lib/campaigns/campaign-status";
import type { CampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { settingsAsFields } from "@/lib/campaigns/settings";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { ActionForm } from "../../../../_components/action-form";
import { TextField } from "../../../../_components/text-field";
import { Section } from "../section";
import { changeSettings } from "./actions";
import { FormMoment } from "./form-moment";

/** The form for goal, review of names, times and next steps. */
export async function SettingsSection({ campaign, locale }: { campaign: CampaignToEdit; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.settings" });
  const fields = settingsAsFields(campaign);
  const ended = campaign.status !== "draft" && hasEnded(campaign.status);
  return (
    <Section id="settings" title={t("title")}>
      <ActionForm
        action={changeSettings}
        undo={changeSettings}
        submit={t("save")}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={campaign.slug} />
        <input type="hidden" name="base" value={JSON.stringify(fields)} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="goal" label={t("goal")} value={fields.goal} inputMode="numeric" maxLength={13} />
          <fieldset>
            <legend className="field-label mb-1">{t("raises")}</legend>
            <RadioOptions
              name="raisesGoal"
              options={[
                ["yes", t("raise.yes")],
                ["no", t("raise.no")],
              ]}
              chosen={fields.raisesGoal}
            />
          </fieldset>
          <fieldset>
            <legend className="field-label mb-1">{t("reviews")}</legend>
            <RadioOptions
              name="reviewsNames"
              options={[
                ["no", t("review.no")],
                ["yes", t("review.yes")],
              ]}
              chosen={fields.reviewsNames}
            />
          </fieldset>
          <fieldset>
            <legend className="field-label mb-1">{t("receipts")}</legend>
            <RadioOptions
              name="thanksMail"
              options={[
                ["yes", t("receipt.yes")],
                ["no", t("receipt.no")],
              ]}
              chosen={fields.thanksMail}
            />
          </fieldset>
          <FormMoment
            name="opensAt"
            label={t("opens")}
            hint={t("opensHint")}
            value={fields.opensAt || null}
          />
          <FormMoment
            name="closesAt"
            label={t("closes")}
            hint={t("closesHint")}
            value={fields.closesAt || null}
          />
        </div>
        <fieldset className="grid gap-4">
          <legend className="field-label mb-1">{t("nextSteps")}</legend>
          <p className="field-hint">{t("nextStepsHint")}</p>
          {LOCALES.map((language) => (
            <TextField
              key={language}
              name={`nextSteps.${language}`}
              label={LOCALE_NAMES[language]}
              value={fields[`nextSteps.${language}`]}
              lang={language}
              rows={3}
              maxLength={2000}
            />
          ))}
        </fieldset>
        {ended && (
          <fieldset className="grid gap-4">
            <legend className="field-label mb-1">{t("outcome")}</legend>
            {LOCALES.map((language) => (
              <TextField
                key={language}
                name={`outcome.${language}`}
                label={LOCALE_NAMES[language]}
                value={fields[`outcome.${language}`]}
                lang={language}
                rows={3}
                maxLength={2000}
              />
            ))}
          </fieldset>
        )}
      </ActionForm>
    </Section>
  );
}
