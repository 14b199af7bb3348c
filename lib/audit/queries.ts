import { and, asc, desc, eq, gt, gte, like, lt, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { auditEvents, users } from "@/db/schema";
import type { AuditFilters } from "./input";
import { type ChainHead, EMPTY_CHAIN, type Fault, follow } from "./rules";

const PAGE = 50;
const VERIFY_PAGE = 1_000;
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

/** Where the chain ends now. */
export async function getChainHead(db: Transaction): Promise<ChainHead> {
  const [last] = await db
    .select({ position: auditEvents.position, hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  return last ?? EMPTY_CHAIN;
}

export type Verdict =
  | { outcome: "intact"; head: ChainHead }
  | ({ outcome: "broken" } & Fault)
  | { outcome: "cut"; head: ChainHead };

/**
 * Follows the whole chain, a thousand events at a time. With `expected`, a head that was kept elsewhere, it also tells
 * whether the chain still passes through it: alone, a chain cannot know that its end was cut off, nor that all of it was
 * written anew.
 */
export async function verifyChain(
  db: Transaction,
  { expected }: { expected?: ChainHead } = {},
): Promise<Verdict> {
  let head = EMPTY_CHAIN;
  // Before the first position, too: what was moved there would otherwise be out of sight.
  let after = Number.MIN_SAFE_INTEGER;
  let passed = expected === undefined || expected.position === 0;
  for (;;) {
    const events = await listChain(db, { after });
    if (events.length === 0) return passed ? { outcome: "intact", head } : { outcome: "cut", head };
    const followed = follow(head, events);
    if ("fault" in followed) return { outcome: "broken", ...followed };
    const met = events.find(({ position }) => position === expected?.position);
    if (met && met.hash !== expected?.hash)
      return { outcome: "broken", position: met.position, fault: "changed" };
    passed ||= met !== undefined;
    head = followed;
    after = head.position;
  }
}

function listChain(db: Transaction, { after }: { after: number }) {
  return db
    .select({
      position: auditEvents.position,
      id: auditEvents.id,
      actorId: auditEvents.actorId,
      action: auditEvents.action,
      subject: auditEvents.subject,
      details: auditEvents.details,
      // To the microsecond, which a Date does not keep.
      at: sql<string>`to_char(${auditEvents.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      previousHash: auditEvents.previousHash,
      hash: auditEvents.hash,
    })
    .from(auditEvents)
    .where(gt(auditEvents.position, after))
    .orderBy(asc(auditEvents.position))
    .limit(VERIFY_PAGE);
}
