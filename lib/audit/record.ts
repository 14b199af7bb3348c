import { desc, is, sql } from "drizzle-orm";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { AuditAction } from "./actions";
import { auditHash, EMPTY_CHAIN } from "./chain";

/** An entry of the audit log. Contains ids, slugs and text entered by staff only, no personal data of supporters. */
export type AuditEntry = {
  /** The member of staff, or null for the command line and the worker. */
  actorId: string | null;
  action: AuditAction;
  /** `<kind>:<slug or id>`, such as `campaign:stand-with-refugees`. */
  subject: string;
  details?: Record<string, string>;
};

/** The advisory lock for appending: an arbitrary number that no other lock uses. */
const CHAIN_LOCK = 72_616_462;

/**
 * Appends an event to the audit log, in the transaction of the action itself. Call it last: it holds the lock on the end
 * of the chain until the transaction ends, and other writers wait.
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await appendAudit(tx, { ...entry, at: null });
}

/** Appends an event that happened at a given time; `null` means now. */
export async function appendAudit(
  tx: Transaction,
  { at: givenAt, ...entry }: AuditEntry & { at: Date | null },
) {
  // Outside a transaction the lock would end with its statement, and concurrent events would conflict.
  if (!is(tx, PgTransaction))
    throw new Error("recordAudit() must be called in the transaction of its action");
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  // A separate statement, to see events that were committed while the lock was awaited.
  const [last] = await tx
    .select({ position: auditEvents.position, hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  const head = last ?? EMPTY_CHAIN;
  const at = givenAt ?? new Date();
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
