import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { db } from "@/lib/database";
import { isId } from "@/lib/ids";
import { exportPerson } from "@/lib/me/export";
import { staffAreaPath } from "@/lib/paths";
import { listRequests } from "@/lib/requests/register";
import { hasLookedUp } from "@/lib/requests/staff-deeds";
import { LookUpForm } from "./_components/look-up-form";
import { PersonFound } from "./_components/person-found";
import { RequestList } from "./_components/request-list";

type Props = PageProps<"/[locale]/staff/requests">;

export const generateMetadata = staffPageTitle("privacy.requests.title");

/** Requests of people about their data: the register with its clock, the look-up of a person, and what can be done for them. */
export default async function RequestsPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "requests.answer" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  const now = new Date();
  const { person: asked } = await searchParams;
  const id = typeof asked === "string" && isId(asked) ? asked : null;
  const isAudited = id !== null && (await hasLookedUp(db(), { supporterId: id, memberId: member.id, now }));
  const held = isAudited ? await exportPerson(db(), { supporterId: id, now }) : null;
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "requests")} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div className="grid min-w-0 gap-10">
          {id && held && <PersonFound locale={locale} id={id} held={held} />}
          <RequestList locale={locale} requests={await listRequests(db(), { now })} />
        </div>
        <LookUpForm locale={locale} />
      </div>
    </StaffLayout>
  );
}
