import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { auditFilters } from "@/lib/audit/filters";
import { listAuditEvents, listStaffNames } from "@/lib/audit/list-events";
import { getChainHead } from "@/lib/audit/verify";
import { db } from "@/lib/database";
import { StaffLayout } from "../_components/staff-layout";
import { AuditFilter } from "./_components/audit-filter";
import { AuditLog } from "./_components/audit-log";
import { auditPath } from "./_components/audit-path";

type Props = PageProps<"/[locale]/staff/audit">;

export const generateMetadata = staffPageTitle("audit.title");

export default async function AuditPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "audit.read" });
  const filters = auditFilters.parse(await searchParams);
  const [{ events, next }, staff, head] = await Promise.all([
    listAuditEvents(db(), filters),
    listStaffNames(db()),
    getChainHead(db()),
  ]);
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  return (
    <StaffLayout locale={locale} path={auditPath(locale, filters)} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <AuditFilter locale={locale} filters={filters} staff={staff} />
      <AuditLog locale={locale} events={events} staff={staff} filters={filters} />
      <nav className="mt-5 flex flex-wrap gap-3" aria-label={t("list")}>
        {filters.before && (
          <Link className="button button-quiet" href={auditPath(locale, { ...filters, before: undefined })}>
            {t("newest")}
          </Link>
        )}
        {next && (
          <Link className="button button-quiet" href={auditPath(locale, { ...filters, before: next })}>
            {t("older")}
          </Link>
        )}
      </nav>
      {head.position > 0 && (
        <p className="mt-10 max-w-measure text-sm text-soft">
          {t("head", { position: head.position, hash: head.hash.slice(0, 12) })}
        </p>
      )}
    </StaffLayout>
  );
}
