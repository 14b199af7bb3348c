import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { listStaff } from "@/lib/auth/list-staff";
import { listSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import { staffAreaPath } from "@/lib/paths";
import { StaffLayout } from "../_components/staff-layout";
import { InviteForm } from "./_components/invite-form";
import { Person } from "./_components/person";

type Props = PageProps<"/[locale]/staff/people">;

export const generateMetadata = staffPageTitle("people.title");

export default async function PeoplePage({ params }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "staff.manage" });
  const staff = await listStaff(db());
  const sessions = await listSessions(db(), { memberIds: staff.map(({ id }) => id), now: new Date() });
  const t = await getTranslations({ locale, namespace: "staff.people" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "people")} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <section aria-label={t("everybody")}>
          <ul className="border-t-[3px] border-ink">
            {staff.map((person) => (
              <Person
                key={person.id}
                locale={locale}
                person={person}
                isOneself={person.id === member.id}
                sessions={sessions.filter(({ memberId }) => memberId === person.id)}
              />
            ))}
          </ul>
          {staff.length === 1 && <p className="mt-5 max-w-measure text-soft">{t("alone")}</p>}
        </section>
        <InviteForm locale={locale} />
      </div>
    </StaffLayout>
  );
}
