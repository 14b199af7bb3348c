import type { AuditFilters } from "@/lib/audit/filters";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";

/** Returns the path of the audit log with these filters. */
export function auditPath(
  locale: Locale,
  { who, what, subject, from, to, before }: Partial<AuditFilters>,
): string {
  const fields = { who, what, subject, from: dayOf(from), to: dayOf(to), before: before?.toString() };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value);
  const path = staffAreaPath(locale, "audit");
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Formats a day as the query and date fields have it: `2026-11-25`. */
export function dayOf(date: Date | undefined): string | undefined {
  return date?.toISOString().slice(0, 10);
}
