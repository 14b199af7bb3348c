import { and, desc, eq, gte, like, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEvents, users } from "@/db/schema";
import type { AuditFilters } from "./filters";

const PAGE_SIZE = 50;
const DAY_MS = 86_400_000;

/** Lists a page of the audit log, newest first. `next` is the cursor of the following page, or null. */
export async function listAuditEvents(db: Database, filters: AuditFilters) {
  const rows = await db
    .select({
      position: auditEvents.position,
      actorId: auditEvents.actorId,
      action: auditEvents.action,
      subject: auditEvents.subject,
      details: auditEvents.details,
      at: auditEvents.at,
    })
    .from(auditEvents)
    .where(and(...filterConditions(filters)))
    .orderBy(desc(auditEvents.position))
    .limit(PAGE_SIZE + 1);
  const events = rows.slice(0, PAGE_SIZE);
  return { events, next: rows.length > PAGE_SIZE ? (events.at(-1)?.position ?? null) : null };
}

export type AuditEvent = Awaited<ReturnType<typeof listAuditEvents>>["events"][number];

function filterConditions({ who, what, subject, from, to, before }: AuditFilters): (SQL | undefined)[] {
  return [
    who ? eq(auditEvents.actorId, who) : undefined,
    what ? like(auditEvents.action, `${what}.%`) : undefined,
    subject ? eq(auditEvents.subject, subject) : undefined,
    from ? gte(auditEvents.at, from) : undefined,
    to ? lt(auditEvents.at, new Date(to.getTime() + DAY_MS)) : undefined,
    before ? lt(auditEvents.position, before) : undefined,
  ];
}

/** Lists current and former staff by name, for the filter of the log. */
export function listStaffNames(db: Database): Promise<{ id: string; name: string }[]> {
  const name = sql<string>`coalesce(${users.name}, ${users.email})`;
  return db.select({ id: users.id, name }).from(users).orderBy(name).limit(1_000);
}
