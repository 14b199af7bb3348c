import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { auditFilters } from "@/lib/audit/filters";
import { listAuditEvents, listStaffNames } from "@/lib/audit/list-events";
import { getChainHead } from "@/lib/audit/verify";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { StaffLayout } from "../_components/staff-layout";
import { AuditFilter } from "./_components/audit-filter";
import { AuditLog } from "./_components/audit-log";
import { auditPath } from "./_components/audit-path";

type Props = PageProps<"/[locale]/staff/audit">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  return { title: t("title") };
}

export default async function AuditPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "audit.read" });
  const filters = auditFilters.parse(await searchParams);
  const [{ events, next }, staff, head] = await Promise.all([
    listAuditEvents(db(), filters),
    listStaffNames(db()),
    getChainHead(db()),
  ]);
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  return (
    <StaffLayout locale={locale} path={auditPath(filters)} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 max-w-measure text-soft">{t("lead")}</p>
      <AuditFilter locale={locale} filters={filters} staff={staff} />
      <AuditLog locale={locale} events={events} staff={staff} filters={filters} />
      <nav className="mt-5 flex flex-wrap gap-3" aria-label={t("list")}>
        {filters.before && (
          <Link
            className="button button-quiet"
            href={`/${locale}${auditPath({ ...filters, before: undefined })}`}
          >
            {t("newest")}
          </Link>
        )}
        {next && (
          <Link className="button button-quiet" href={`/${locale}${auditPath({ ...filters, before: next })}`}>
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
