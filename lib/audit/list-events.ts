import { and, desc, eq, gte, like, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEvents, users } from "@/db/schema";
import type { AuditFilters } from "./filters";

const PAGE = 50;
const DAY_MS = 86_400_000;

/** One page of the audit log, the newest first; `next` is where the page after it begins, if there is one. */
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
    .where(and(...conditionsOf(filters)))
    .orderBy(desc(auditEvents.position))
    .limit(PAGE + 1);
  const events = rows.slice(0, PAGE);
  return { events, next: rows.length > PAGE ? (events.at(-1)?.position ?? null) : null };
}

export type AuditEvent = Awaited<ReturnType<typeof listAuditEvents>>["events"][number];

function conditionsOf({ who, what, subject, from, to, before }: AuditFilters): (SQL | undefined)[] {
  return [
    who ? eq(auditEvents.actorId, who) : undefined,
    what ? like(auditEvents.action, `${what}.%`) : undefined,
    subject ? eq(auditEvents.subject, subject) : undefined,
    from ? gte(auditEvents.at, from) : undefined,
    to ? lt(auditEvents.at, new Date(to.getTime() + DAY_MS)) : undefined,
    before ? lt(auditEvents.position, before) : undefined,
  ];
}

/** Everybody who is or was on the staff, by name: those whom the log can be about. */
export function listStaffNames(db: Database): Promise<{ id: string; name: string }[]> {
  const name = sql<string>`coalesce(${users.name}, ${users.email})`;
  return db.select({ id: users.id, name }).from(users).orderBy(name).limit(1_000);
}
