import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { AuditFilters } from "@/lib/audit/filters";
import type { AuditEvent } from "@/lib/audit/list-events";
import type { Locale } from "@/lib/i18n/locales";
import { auditPath } from "./audit-path";
import { eventDescriptions, subjectNames } from "./event-texts";

type AuditLogProps = {
  locale: Locale;
  events: AuditEvent[];
  staff: { id: string; name: string }[];
  filters: AuditFilters;
};

/** Lists the events of one page: time, actor and what was done. */
export async function AuditLog({ locale, events, staff, filters }: AuditLogProps) {
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  const describe = await eventDescriptions(locale, (id) => names.get(id));
  const subjectName = subjectNames((id) => names.get(id), t("somebody"));
  const actor = (id: string | null) => (id ? (names.get(id) ?? t("somebody")) : t("system"));
  if (events.length === 0)
    return <EmptyLog locale={locale} hasFilter={auditPath(locale, filters) !== auditPath(locale, {})} />;
  return (
    <>
      {filters.subject && (
        <p className="mt-4 text-soft">{t("aboutShown", { subject: subjectName(filters.subject) })}</p>
      )}
      <ol className="mt-4 border-t-[3px] border-ink" aria-label={t("list")}>
        {events.map((event) => (
          <li
            key={event.position}
            className="grid gap-x-6 gap-y-0.5 border-b border-rule py-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-baseline"
          >
            <LocalTime
              at={event.at.toISOString()}
              locale={locale}
              className="numerals text-sm whitespace-nowrap text-soft"
            />
            <p className="min-w-0 break-words">
              <strong className="font-semibold">{actor(event.actorId)}</strong>{" "}
              <span className="text-soft" aria-hidden="true">
                ·
              </span>{" "}
              {describe(event)}
            </p>
            {event.subject !== filters.subject && (
              <Link
                className="inline-block min-h-6 max-w-60 truncate text-sm text-soft"
                href={auditPath(locale, { subject: event.subject })}
                aria-label={t("about", { subject: subjectName(event.subject) })}
              >
                {subjectName(event.subject)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

async function EmptyLog({ locale, hasFilter }: { locale: Locale; hasFilter: boolean }) {
  const t = await getTranslations({ locale, namespace: "staff.audit" });
  return (
    <div className="slip mt-8 max-w-measure p-6">
      <h2 className="text-xl font-medium">{hasFilter ? t("noMatch") : t("none")}</h2>
      <p className="mt-2 text-soft">{hasFilter ? t("noMatchLead") : t("noneLead")}</p>
    </div>
  );
}
