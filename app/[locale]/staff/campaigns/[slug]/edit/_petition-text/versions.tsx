import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { CampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { db } from "@/lib/database";
import { isLocale, LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import { countSignersByText } from "@/lib/reporting/count-signers-by-text";
import { Section } from "../section";

/** Lists all published versions of the petition text, with date, author and number of signers. */
export async function Versions({ campaign, locale }: { campaign: CampaignToEdit; locale: Locale }) {
  const [t, format, signers] = await Promise.all([
    getTranslations({ locale, namespace: "staff.campaignEditor.versions" }),
    getFormatter({ locale }),
    countSignersByText(db(), campaign.id),
  ]);
  const versions = campaign.versions.filter(({ publishedAt }) => publishedAt !== null);
  return (
    <Section id="versions" title={t("title")} lead={versions.length > 0 ? t("lead") : t("none")}>
      <ul>
        {versions.map(({ id, locale: language, title, summary, ask, publishedAt, publishedBy }) => (
          <li key={id} className="border-t border-rule py-3">
            <details>
              <summary className="min-h-6 cursor-pointer">
                <span className="font-serif text-lg font-medium" lang={language} dir="auto">
                  {title}
                </span>
                <span className="mt-1 block text-sm text-soft">
                  {isLocale(language) ? LOCALE_NAMES[language] : language} ·{" "}
                  {publishedAt && <LocalTime at={publishedAt.toISOString()} locale={locale} />}
                  {publishedBy && ` · ${publishedBy}`} ·{" "}
                  <span className="numerals">
                    {t("signers", {
                      count: signers.get(id) ?? 0,
                      number: format.number(signers.get(id) ?? 0),
                    })}
                  </span>
                </span>
              </summary>
              <div className="mt-3 grid max-w-measure gap-3 font-serif whitespace-pre-line" lang={language}>
                <p dir="auto">{summary}</p>
                <p dir="auto">{ask}</p>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
