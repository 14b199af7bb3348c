import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { auditEvents, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { mac } from "@/lib/crypto";
import { isUniqueViolation } from "@/lib/failures";
import { localeOrDefault } from "@/lib/i18n/locales";
import { moveTo } from "@/lib/me/change-address";
import { requestErasure } from "@/lib/me/erasure";
import { exportPerson } from "@/lib/me/export";
import { enqueue } from "@/lib/outbox/enqueue";
import { listAttempts } from "@/lib/signatures/attempts";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { withdrawSignature } from "@/lib/signatures/withdraw";
import type { EmailAddress } from "@/lib/supporters/address";
import { getRecipient } from "@/lib/supporters/recipient";

/** What staff may do for a person, and tell them by mail. An erasure has a last mail of its own. */
export const staffDeedInput = z.enum(["exported", "address-changed", "signature-withdrawn"]);

type Deed = z.infer<typeof staffDeedInput>;

const MAX_REASON_LENGTH = 200;

/** Why staff look at a person or act for them. It stays in the audit log for ever, so it must not name anybody's address. */
export const deedReason = z
  .string()
  .trim()
  .min(3)
  .max(MAX_REASON_LENGTH)
  .refine((reason) => !reason.includes("@"));

/** Who acts for whom, and why. */
type ForPerson = { supporterId: string; memberId: string; reason: string; now: Date };

const MAIL_PRIORITY = 2;

/** The subject of audit events about a person: a keyed hash, which nobody can turn back into an address. */
export function personSubject(emailKey: Uint8Array): string {
  return `person:${mac("audit/person", emailKey).toString("hex").slice(0, 32)}`;
}

/** Records that a member of staff has looked a person up. Returns false if nobody has this id any more. */
export async function recordPersonRead(db: Database, who: ForPerson): Promise<boolean> {
  return db.transaction((tx) => record(tx, who, "person.read"));
}

/** How long what was found stays on the screen, also on reloading. */
const LOOKED_UP_FOR_MS = 3_600_000;

/** Whether the audit log says why a member of staff looks at a person: they looked the person up, or acted for them, within an hour. */
export async function hasLookedUp(db: Database, who: Omit<ForPerson, "reason">): Promise<boolean> {
  const person = await getRecipient(db, who.supporterId);
  if (!person) return false;
  const { actorId, subject, at } = auditEvents;
  const since = new Date(who.now.getTime() - LOOKED_UP_FOR_MS);
  const isByThem = and(eq(actorId, who.memberId), eq(subject, personSubject(person.emailKey)));
  return (await db.$count(auditEvents, and(isByThem, gte(at, since)))) > 0;
}

/** Returns everything that is stored about a person, for them, and tells them by mail. Null if nobody has this id any more. */
export async function exportForPerson(db: Database, who: ForPerson) {
  const found = await exportPerson(db, who);
  if (!found) return null;
  await db.transaction(async (tx) => {
    await tell(tx, who, "exported");
    await record(tx, who, "person.exported");
  });
  return found;
}

/** Has everything about a person erased, as they could themselves. The worker does it within a minute, with a last mail. */
export async function eraseForPerson(db: Database, who: ForPerson): Promise<boolean> {
  return db.transaction(async (tx) => {
    // Before the person is gone, since the entry is about the hash of their address.
    const { supporterId, now } = who;
    const person = await getRecipient(tx, supporterId);
    if (!person) return false;
    await requestErasure(tx, { supporterId, locale: localeOrDefault(person.locale), now });
    return record(tx, who, "person.erased");
  });
}

/** Moves a person to another address, which staff have checked, and tells that address. */
export async function changeAddressForPerson(
  db: Database,
  { email, ...who }: ForPerson & { email: EmailAddress },
) {
  const { supporterId, now } = who;
  try {
    return await db.transaction(async (tx) => {
      const moved = await moveTo(tx, { supporterId, email, now });
      if (moved.outcome !== "changed") return moved;
      await tell(tx, who, "address-changed");
      await record(tx, who, "person.address-changed");
      return moved;
    });
  } catch (error) {
    // Somebody signed with the new address at the same moment.
    if (isUniqueViolation(error)) return { outcome: "taken" } as const;
    throw error;
  }
}

/** Withdraws a signature of a person. They can undo it on their own page for 24 hours. */
export async function withdrawForPerson(
  db: Database,
  { signatureId, ...who }: ForPerson & { signatureId: string },
) {
  const { supporterId } = who;
  return db.transaction(async (tx) => {
    const withdrawn = await withdrawSignature(tx, { signatureId, supporterId, by: "staff" });
    if (withdrawn.outcome !== "withdrawn") return withdrawn;
    await tell(tx, who, "signature-withdrawn");
    await record(tx, who, "person.signature-withdrawn");
    return withdrawn;
  });
}

/** Sends the confirmation mail of a pending signature again, within the usual limits. */
export async function resendForPerson(
  db: Database,
  { signatureId, ...who }: ForPerson & { signatureId: string },
) {
  const isTheirs = and(eq(signatures.id, signatureId), eq(signatures.supporterId, who.supporterId));
  const [latest] = (await db.$count(signatures, isTheirs)) > 0 ? await listAttempts(db, signatureId) : [];
  if (!latest) return { outcome: "nothing-to-confirm" } as const;
  await resendConfirmation(db, { signatureId, attemptId: latest.attemptId });
  await db.transaction((tx) => record(tx, who, "person.mail-resent"));
  return { outcome: "asked" } as const;
}

async function tell(tx: Transaction, { supporterId }: ForPerson, deed: Deed) {
  const payload = { supporterId, deed };
  await enqueue(tx, { topic: "request.answered", subjectId: supporterId, payload, priority: MAIL_PRIORITY });
}

async function record(
  tx: Transaction,
  { supporterId, memberId, reason }: ForPerson,
  action: Extract<Parameters<typeof recordAudit>[1]["action"], `person.${string}`>,
): Promise<boolean> {
  const person = await getRecipient(tx, supporterId);
  if (!person) return false;
  await recordAudit(tx, {
    actorId: memberId,
    action,
    subject: personSubject(person.emailKey),
    details: { reason },
  });
  return true;
}
