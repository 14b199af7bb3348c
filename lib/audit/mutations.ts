import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { AuditAction } from "./rules";

/** Who did what to which thing. Ids, slugs and words of staff only: nothing of a supporter's. */
export type AuditEntry = {
  /** The member of staff, or null for the command line and the worker. */
  actorId: string | null;
  action: AuditAction;
  /** The kind of thing and its slug or id: `campaign:stand-with-refugees`. */
  subject: string;
  details?: Record<string, string>;
};

/** Writes down what staff did, in the transaction that does it: neither happens without the other. */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEvents).values({ id: newId(), ...entry });
}
