import type { AuditFilters } from "@/lib/audit/filters";

/** The audit log's path behind the locale, narrowed like this. */
export function auditPath({ who, what, subject, from, to, before }: Partial<AuditFilters>): string {
  const fields = { who, what, subject, from: dayOf(from), to: dayOf(to), before: before?.toString() };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value);
  return query.size > 0 ? `/staff/audit?${query}` : "/staff/audit";
}

/** A day as an address and a date field write it. */
export function dayOf(date: Date | undefined): string | undefined {
  return date?.toISOString().slice(0, 10);
}
