import { desc, is, sql } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { AuditAction } from "./actions";
import { auditHash, EMPTY_CHAIN } from "./chain";

/** Who did what to which thing. Ids, slugs and words of staff only: nothing of a supporter's. */
export type AuditEntry = {
  /** The member of staff, or null for the command line and the worker. */
  actorId: string | null;
  action: AuditAction;
  /** The kind of thing and its slug or id: `campaign:stand-with-refugees`. */
  subject: string;
  details?: Record<string, string>;
};

/** The lock under which events are appended: any number that no other lock here has. */
const CHAIN_LOCK = 72_616_462;

/**
 * Writes down what staff did, in the transaction that does it: neither happens without the other. Call it last: from
 * here until the transaction ends, all others that append wait, so that each event follows the one before.
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await appendAudit(tx, { ...entry, at: null });
}

/** The same for what happened earlier, at a time that is known: `null` is now. */
export async function appendAudit(tx: Transaction, { at: told, ...entry }: AuditEntry & { at: Date | null }) {
  // Outside of a transaction the lock would be gone with its statement: events would clash, and take others' work with them.
  if (!is(tx, PgTransaction)) throw new Error("an audit event belongs in the transaction of its deed");
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  // A statement of its own: it must see what was written while this one waited.
  const [last] = await tx
    .select({ position: auditEvents.position, hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  const head = last ?? EMPTY_CHAIN;
  const at = told ?? new Date();
  const event = {
    ...entry,
    details: entry.details ?? null,
    id: newId(),
    position: head.position + 1,
    previousHash: head.hash,
  };
  const hash = auditHash({ ...event, at: at.toISOString().replace("Z", "000Z") });
  await tx.insert(auditEvents).values({ ...event, at, hash });
}
