import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { getCurrentSessionId } from "@/lib/auth/guards";
import { SESSION_DAYS } from "@/lib/auth/session-age";
import { listSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import { staffAreaPath } from "@/lib/paths";
import { ActionForm } from "../_components/action-form";
import { SessionList } from "../_components/session-list";
import { StaffLayout } from "../_components/staff-layout";
import { endOwnSessions } from "./actions";

type Props = PageProps<"/[locale]/staff/account">;

export const generateMetadata = staffPageTitle("people.account.title");

export default async function AccountPage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "account.manage" });
  const current = await getCurrentSessionId();
  const sessions = await listSessions(db(), { memberIds: [member.id], now: new Date() });
  const t = await getTranslations({ locale, namespace: "staff.people.account" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "account")} member={member}>
      <div className="max-w-measure">
        <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
        <p className="mt-2 text-soft">{t("lead", { email: member.email, role: member.role })}</p>
        <h2 className="mt-10 mb-2 text-2xl font-medium">{t("sessions")}</h2>
        <p className="mb-4 text-soft">{t("sessionsLead", { days: SESSION_DAYS })}</p>
        <SessionList locale={locale} sessions={sessions} end={endOwnSessions} current={current} />
        {/* Always rendered, so that its status stays after the last session ended. */}
        <ActionForm
          action={endOwnSessions}
          className="mt-6"
          submit={sessions.length > 1 ? t("endOthers") : undefined}
          submitClassName="button button-quiet justify-self-start"
        >
          <input type="hidden" name="locale" value={locale} />
        </ActionForm>
      </div>
    </StaffLayout>
  );
}
