import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { db } from "@/db/client";
import { type CampaignToEdit, listPossibleSuccessors } from "@/lib/campaigns/campaign-to-edit";
import { type Deed, possibleDeeds } from "@/lib/campaigns/status-transitions";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { doToCampaign, undoToCampaign } from "./actions";

type LifeSectionProps = { campaign: CampaignToEdit; locale: Locale; now: Date };

/** How the campaign stands, and what can be done about it now. One form, so that what was done can be taken back where it was done. */
export async function LifeSection({ campaign, locale, now }: LifeSectionProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  const deeds = possibleDeeds(campaign, now);
  return (
    <section aria-labelledby="life" className="slip content-start p-5 max-lg:order-first lg:self-start">
      <h2 id="life" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <Moments campaign={campaign} locale={locale} />
      <ActionForm action={doToCampaign} undo={undoToCampaign} className="mt-4">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={campaign.slug} />
        {deeds.includes("publish") && (
          <div className="grid gap-2">
            <p className="text-sm text-soft">
              {campaign.opensAt && campaign.opensAt > now ? t("publishScheduled") : t("publishLead")}
            </p>
            <DoButton deed="publish" locale={locale} className="button button-act justify-self-start" />
          </div>
        )}
        {deeds.includes("open") && (
          <DoButton deed="open" locale={locale} className="button button-act justify-self-start" />
        )}
        <Ending campaign={campaign} locale={locale} deeds={deeds} />
        {deeds.includes("replace") && <Successor campaign={campaign} locale={locale} />}
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {deeds
            .filter((deed) => deed === "reopen" || deed === "archive" || deed === "unarchive")
            .map((deed) => (
              <DoButton key={deed} deed={deed} locale={locale} className="link-button" />
            ))}
        </div>
      </ActionForm>
    </section>
  );
}

async function DoButton({ deed, locale, className }: { deed: Deed; locale: Locale; className: string }) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status.action" });
  return (
    <button type="submit" name="deed" value={deed} className={className}>
      {t(deed)}
    </button>
  );
}

/** The moments that made the campaign what it is. */
async function Moments({ campaign, locale }: { campaign: CampaignToEdit; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status.moment" });
  const moments = (
    ["publishedAt", "opensAt", "closesAt", "closedAt", "wonAt", "archivedAt"] as const
  ).flatMap((name) => {
    const at = campaign[name];
    return at ? [{ name, at }] : [];
  });
  if (moments.length === 0) return <p className="mt-2 text-soft">{t("none")}</p>;
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {moments.map(({ name, at }) => (
        <div key={name} className="contents">
          <dt className="text-soft">{t(name)}</dt>
          <dd className="numerals text-right">
            <LocalTime at={at.toISOString()} locale={locale} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type EndingProps = { campaign: CampaignToEdit; locale: Locale; deeds: Deed[] };

/** Closing or winning, each with what came of it. */
async function Ending({ campaign, locale, deeds }: EndingProps) {
  const endings = deeds.filter((deed) => deed === "close" || deed === "win");
  if (endings.length === 0) return null;
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  return (
    <details className="border-t border-rule pt-3">
      <summary className="min-h-6 cursor-pointer font-semibold">{t("end")}</summary>
      <div className="mt-3 grid gap-4">
        <p className="text-sm text-soft">{t("endLead")}</p>
        {LOCALES.map((language) => (
          <TextField
            key={language}
            name={`outcome.${language}`}
            label={t("outcomeIn", { language: LOCALE_NAMES[language] })}
            value={campaign.outcome?.[language]}
            lang={language}
            rows={3}
            maxLength={2000}
          />
        ))}
        <div className="flex flex-wrap gap-3">
          {endings.map((deed) => (
            <DoButton key={deed} deed={deed} locale={locale} className="button button-quiet" />
          ))}
        </div>
      </div>
    </details>
  );
}

/** Which campaign carries this one on. */
async function Successor({ campaign, locale }: { campaign: CampaignToEdit; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  const others = await listPossibleSuccessors(db(), { campaignId: campaign.id, locale });
  if (others.length === 0) return null;
  return (
    <details className="border-t border-rule pt-3">
      <summary className="min-h-6 cursor-pointer font-semibold">{t("replace")}</summary>
      <div className="field mt-3">
        <label htmlFor="successor">{t("successor")}</label>
        <select
          className="input"
          id="successor"
          name="successor"
          defaultValue={campaign.successorSlug ?? undefined}
        >
          {others.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </select>
        <p className="field-hint">{t("successorHint")}</p>
        <DoButton deed="replace" locale={locale} className="button button-quiet mt-2 justify-self-start" />
      </div>
    </details>
  );
}
