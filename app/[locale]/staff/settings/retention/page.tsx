import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { getRetentionReport } from "@/lib/retention/retention-report";
import { getSetting } from "@/lib/settings/get-setting";
import { CampaignDeadline } from "./_components/campaign-deadline";
import { RunList } from "./_components/run-list";
import { saveRetention } from "./actions";

type Props = PageProps<"/[locale]/staff/settings/retention">;

export const generateMetadata = staffPageTitle("privacy.retention.title");

/** How long data are kept, what the next run would delete, and what the last ones did. */
export default async function RetentionPage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  const report = await getRetentionReport(db(), { now: new Date() });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "settings/retention")} member={member}>
      <BackLink href={staffAreaPath(locale, "settings")}>{t("back")}</BackLink>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div className="grid gap-10">
          <section aria-labelledby="next">
            <h2 id="next" className="text-2xl font-medium">
              {t("next")}
            </h2>
            <p className="mt-1 text-soft">{t("nextLead")}</p>
            <p className="mt-3">{t("records", { mails: report.mails, exports: report.exports })}</p>
            <ul className="mt-4 border-t-[3px] border-ink">
              {report.campaigns.map((campaign) => (
                <CampaignDeadline key={campaign.id} locale={locale} campaign={campaign} />
              ))}
            </ul>
          </section>
          <RunList locale={locale} runs={report.runs} />
        </div>
        <SiteRetention locale={locale} />
      </div>
    </StaffLayout>
  );
}

const FIELDS = ["unconfirmedDays", "confirmedDays", "commentDays", "mailDays", "exportDays"] as const;

async function SiteRetention({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  const rules = await getSetting(db(), "retention");
  return (
    <section aria-labelledby="site" className="slip p-5">
      <h2 id="site" className="text-2xl font-medium">
        {t("site")}
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">{t("siteLead")}</p>
      <ActionForm action={saveRetention} submit={t("save")}>
        <input type="hidden" name="locale" value={locale} />
        {FIELDS.map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(name)}
            hint={t(`${name}Hint`)}
            value={rules[name]?.toString() ?? ""}
            inputMode="numeric"
            maxLength={4}
          />
        ))}
      </ActionForm>
      <p className="mt-5 text-sm text-soft">{t("audit")}</p>
    </section>
  );
}
