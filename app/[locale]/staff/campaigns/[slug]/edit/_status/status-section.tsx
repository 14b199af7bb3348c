import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { type CampaignToEdit, listPossibleSuccessors } from "@/lib/campaigns/campaign-to-edit";
import { listPossibleActions, type StatusAction } from "@/lib/campaigns/status-transitions";
import { db } from "@/lib/database";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { changeCampaignStatus, undoCampaignStatus } from "./actions";

type StatusSectionProps = { campaign: CampaignToEdit; locale: Locale; now: Date };

/** Shows the status of the campaign and the possible actions. One form, so that the undo button appears in the same place. */
export async function StatusSection({ campaign, locale, now }: StatusSectionProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status" });
  const actions = listPossibleActions(campaign, now);
  return (
    <section aria-labelledby="status" className="slip content-start p-5 max-lg:order-first lg:self-start">
      <h2 id="status" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <Moments campaign={campaign} locale={locale} />
      <ActionForm action={changeCampaignStatus} undo={undoCampaignStatus} className="mt-4">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={campaign.slug} />
        {actions.includes("publish") && (
          <div className="grid gap-2">
            <p className="text-sm text-soft">
              {campaign.opensAt && campaign.opensAt > now ? t("publishScheduled") : t("publishLead")}
            </p>
            <ActionButton action="publish" locale={locale} className="button button-act justify-self-start" />
          </div>
        )}
        {actions.includes("open") && (
          <ActionButton action="open" locale={locale} className="button button-act justify-self-start" />
        )}
        <Ending campaign={campaign} locale={locale} actions={actions} />
        {actions.includes("replace") && <Successor campaign={campaign} locale={locale} />}
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {actions
            .filter((action) => action === "reopen" || action === "archive" || action === "unarchive")
            .map((action) => (
              <ActionButton key={action} action={action} locale={locale} className="link-button" />
            ))}
        </div>
      </ActionForm>
    </section>
  );
}

async function ActionButton({
  action,
  locale,
  className,
}: {
  action: StatusAction;
  locale: Locale;
  className: string;
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.status.action" });
  return (
    <button type="submit" name="intent" value={action} className={className}>
      {t(action)}
    </button>
  );
}

/** Lists the times at which the status changed. */
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

type EndingProps = { campaign: CampaignToEdit; locale: Locale; actions: StatusAction[] };

/** Closing and winning, each with an outcome text. */
async function Ending({ campaign, locale, actions }: EndingProps) {
  const endings = actions.filter((action) => action === "close" || action === "win");
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
          {endings.map((action) => (
            <ActionButton key={action} action={action} locale={locale} className="button button-quiet" />
          ))}
        </div>
      </div>
    </details>
  );
}

/** The form field for the campaign that replaces this one. */
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
            <option key={slug} value={slug} dir="auto">
              {title}
            </option>
          ))}
        </select>
        <p className="field-hint">{t("successorHint")}</p>
        <ActionButton
          action="replace"
          locale={locale}
          className="button button-quiet mt-2 justify-self-start"
        />
      </div>
    </details>
  );
}
