import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { db } from "@/lib/database";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { staffAreaPath } from "@/lib/paths";
import { outboxVerdict } from "@/lib/reporting/outbox-verdict";
import { StaffLayout } from "../_components/staff-layout";
import { AutoRefresh } from "./_components/auto-refresh";
import { HeldBatches } from "./_components/held-batches";
import { OutboxFigures } from "./_components/outbox-figures";
import { OutboxStatus } from "./_components/outbox-status";
import { ProviderResponses } from "./_components/provider-responses";
import { UnsentReasons } from "./_components/unsent-reasons";

type Props = PageProps<"/[locale]/staff/mail">;

export const generateMetadata = staffPageTitle("mail.title");

export default async function StaffMailPage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "mail.read" });
  const now = new Date();
  const state = await getOutboxState(db(), { now });
  const t = await getTranslations({ locale, namespace: "staff.mail" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "mail")} member={member}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
        <AutoRefresh
          on={t("fresh.on")}
          off={t("fresh.off")}
          pause={t("fresh.pause")}
          resume={t("fresh.go")}
        />
      </div>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <OutboxStatus locale={locale} state={state} verdict={outboxVerdict(state, now)} now={now} />
      <OutboxFigures locale={locale} state={state} now={now} />
      {state.held > 0 && <HeldBatches locale={locale} count={state.held} />}
      <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <ProviderResponses locale={locale} state={state} now={now} />
        <UnsentReasons locale={locale} now={now} />
      </div>
    </StaffLayout>
  );
}
