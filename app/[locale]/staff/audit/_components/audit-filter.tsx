import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AUDIT_KINDS } from "@/lib/audit/actions";
import type { AuditFilters } from "@/lib/audit/filters";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { auditPath, dayOf } from "./audit-path";
import { kindNames } from "./event-texts";

type AuditFilterProps = { locale: Locale; filters: AuditFilters; staff: { id: string; name: string }[] };

/** The filters of the log, as a form by GET, so that every view has an address. */
export async function AuditFilter({ locale, filters, staff }: AuditFilterProps) {
  const t = await getTranslations({ locale, namespace: "staff.audit.filters" });
  const nameOfKind = await kindNames(locale);
  const hasFilter = auditPath(locale, { ...filters, before: undefined }) !== auditPath(locale, {});
  return (
    <form
      method="get"
      action={staffAreaPath(locale, "audit")}
      aria-label={t("label")}
      className="mt-6 grid grid-cols-2 items-end gap-4 border-y border-rule py-4 lg:grid-cols-[1fr_1fr_10rem_10rem_auto]"
    >
      {filters.subject && <input type="hidden" name="subject" value={filters.subject} />}
      <div className="field max-sm:col-span-2">
        <label htmlFor="who">{t("who")}</label>
        <select className="input" id="who" name="who" defaultValue={filters.who ?? ""}>
          <option value="">{t("anybody")}</option>
          {staff.map(({ id, name }) => (
            <option key={id} value={id} dir="auto">
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field max-sm:col-span-2">
        <label htmlFor="what">{t("what")}</label>
        <select className="input" id="what" name="what" defaultValue={filters.what ?? ""}>
          <option value="">{t("anything")}</option>
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {nameOfKind(kind)}
            </option>
          ))}
        </select>
      </div>
      {(["from", "to"] as const).map((end) => (
        <div key={end} className="field min-w-0">
          <label htmlFor={end}>{t(end)}</label>
          <input className="input" id={end} name={end} type="date" defaultValue={dayOf(filters[end])} />
        </div>
      ))}
      <div className="col-span-2 flex flex-wrap items-center gap-x-5 gap-y-2 lg:col-span-1">
        <button type="submit" className="button button-quiet">
          {t("show")}
        </button>
        {hasFilter && <Link href={staffAreaPath(locale, "audit")}>{t("clear")}</Link>}
      </div>
    </form>
  );
}
