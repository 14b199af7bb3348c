import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { type CampaignToEdit, latestTexts } from "@/lib/campaigns/campaign-to-edit";
import { EMPTY_PETITION_TEXT, petitionTextOf } from "@/lib/campaigns/petition-text";
import { isLocale, LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { Section } from "../section";
import { editPetitionText, restorePetitionText } from "./actions";
import { Autosave } from "./autosave";

type PetitionTextSectionProps = { campaign: CampaignToEdit; locale: Locale; language: Locale | null };

/** The petition text, one language at a time, with links to preview and publish it. */
export async function PetitionTextSection({ campaign, locale, language }: PetitionTextSectionProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.petitionText" });
  const ownLocale = isLocale(campaign.locale) ? campaign.locale : locale;
  const shown = language ?? ownLocale;
  const { draft, published } = latestTexts(campaign, shown);
  const text = petitionTextOf(draft ?? published ?? EMPTY_PETITION_TEXT);
  const isPublic = campaign.status !== "draft";
  const hasDrafts = campaign.versions.some(({ publishedAt }) => publishedAt === null);
  return (
    <Section id="words" title={t("title")} lead={isPublic ? t("leadPublished") : t("leadDraft")}>
      <Languages campaign={campaign} locale={locale} shown={shown} />
      <ActionForm key={shown} action={editPetitionText} undo={restorePetitionText} className="mt-5">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={campaign.slug} />
        <input type="hidden" name="language" value={shown} />
        <input type="hidden" name="base" value={JSON.stringify(text)} />
        <TextField name="title" label={t("field.title")} value={text.title} lang={shown} maxLength={200} />
        <TextField name="target" label={t("field.target")} value={text.target} lang={shown} maxLength={200} />
        <TextField
          name="summary"
          label={t("field.summary")}
          value={text.summary}
          lang={shown}
          rows={3}
          maxLength={600}
        />
        <TextField
          name="ask"
          label={t("field.ask")}
          hint={t("askHint")}
          value={text.ask}
          lang={shown}
          rows={10}
          maxLength={10000}
        />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <button type="submit" name="intent" value="save" className="button button-quiet">
            {t("save")}
          </button>
          {draft && published && (
            <button type="submit" name="intent" value="discard" className="link-button">
              {t("discard")}
            </button>
          )}
          <Autosave text={t("autosaved")} />
        </div>
      </ActionForm>
      <p className="mt-5 flex flex-wrap gap-3">
        <Link className="button button-quiet" href={staffCampaignPath(locale, campaign.slug, "preview")}>
          {t("preview")}
        </Link>
        {isPublic && hasDrafts && (
          <Link className="button button-act" href={staffCampaignPath(locale, campaign.slug, "edit/review")}>
            {t("review")}
          </Link>
        )}
      </p>
    </Section>
  );
}

/** Links to the languages, with the state of the text in each. */
async function Languages({
  campaign,
  locale,
  shown,
}: {
  campaign: CampaignToEdit;
  locale: Locale;
  shown: Locale;
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.petitionText" });
  const stateOf = (language: Locale) => {
    const { draft, published } = latestTexts(campaign, language);
    if (draft) return published ? "changed" : "draft";
    return published ? "published" : "none";
  };
  return (
    <nav aria-label={t("languages")}>
      <ul className="flex flex-wrap gap-x-6 border-b border-rule">
        {LOCALES.map((language) => (
          <li key={language}>
            <Link
              href={`?words=${language}#words`}
              aria-current={language === shown ? "page" : undefined}
              className="inline-flex min-h-10 items-baseline gap-2 border-b-2 border-transparent py-2 no-underline aria-[current]:border-ink"
            >
              <span lang={language} className="font-semibold">
                {LOCALE_NAMES[language]}
              </span>
              <span className="text-sm text-soft">{t(`state.${stateOf(language)}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
