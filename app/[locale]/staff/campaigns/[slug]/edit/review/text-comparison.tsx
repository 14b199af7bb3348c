import { getFormatter, getTranslations } from "next-intl/server";
import { type CampaignToEdit, latestTexts, type PetitionTextVersion } from "@/lib/campaigns/campaign-to-edit";
import { comparePetitionTexts, EMPTY_PETITION_TEXT, type Passage } from "@/lib/campaigns/petition-text";
import { isLocale, LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";

type TextComparisonProps = {
  campaign: CampaignToEdit;
  draft: PetitionTextVersion;
  signers: Map<string, number>;
  locale: Locale;
};

/** Compares the published text and the draft of one language, field by field. */
export async function TextComparison({ campaign, draft, signers, locale }: TextComparisonProps) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "staff.campaignEditor" }),
    getFormatter({ locale }),
  ]);
  const { published } = latestTexts(campaign, draft.locale);
  const signed = published ? (signers.get(published.id) ?? 0) : 0;
  const language = isLocale(draft.locale) ? LOCALE_NAMES[draft.locale] : draft.locale;
  return (
    <section aria-labelledby={`review-${draft.locale}`} className="mt-8 border-t-2 border-ink pt-3">
      <h2 id={`review-${draft.locale}`} className="text-2xl font-medium" lang={draft.locale}>
        {language}
      </h2>
      <table className="mt-4 w-full table-fixed border-collapse text-left max-md:block">
        <caption className="sr-only">{t("review.caption", { language })}</caption>
        <thead className="max-md:sr-only">
          <tr className="align-bottom">
            <th scope="col" className="kicker w-28 pb-2">
              {t("review.field")}
            </th>
            <th scope="col" className="pr-6 pb-2">
              {t("review.before")}
              <span className="numerals block text-sm font-normal text-soft">
                {published
                  ? t("review.signed", { count: signed, number: format.number(signed) })
                  : t("review.newLanguage")}
              </span>
            </th>
            <th scope="col" className="pb-2">
              {t("review.after")}
              <span className="block text-sm font-normal text-soft">{t("review.fromNow")}</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {comparePetitionTexts(published ?? EMPTY_PETITION_TEXT, draft).map(
            ({ field, before, after, changed }) => (
              <tr key={field} className="border-t border-rule align-top max-md:block max-md:py-2">
                <th scope="row" className="py-3 pr-3 text-sm font-semibold max-md:block max-md:pb-1">
                  {t(`petitionText.field.${field}`)}
                  {!changed && <span className="block font-normal text-soft">{t("review.same")}</span>}
                </th>
                <td className="py-3 pr-6 max-md:block max-md:py-1" lang={draft.locale}>
                  <span className="kicker md:hidden" lang={locale}>
                    {t("review.before")}{" "}
                  </span>
                  <Passages passages={before} kind="removed" />
                </td>
                <td className="py-3 max-md:block max-md:py-1" lang={draft.locale}>
                  <span className="kicker md:hidden" lang={locale}>
                    {t("review.after")}{" "}
                  </span>
                  <Passages passages={after} kind="added" />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

/** Marks removed text with a line through it and added text with a line under it. */
function Passages({ passages, kind }: { passages: Passage[]; kind: "removed" | "added" }) {
  let offset = 0;
  return (
    <p className="font-serif text-lg break-words whitespace-pre-line">
      {passages.map(({ text, changed }) => {
        const key = `${offset}`;
        offset += text.length;
        if (!changed) return <span key={key}>{text}</span>;
        return kind === "removed" ? (
          <del key={key} className="bg-sunk text-soft line-through">
            {text}
          </del>
        ) : (
          <ins key={key} className="bg-sunk font-semibold text-good underline decoration-2">
            {text}
          </ins>
        );
      })}
    </p>
  );
}
