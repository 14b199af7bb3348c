import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { signatures, supporters } from "@/db/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import { MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";

/**
 * Enqueues another confirmation mail, within the limits: one a day, five in all, none after confirmation or for people who
 * stopped all mail. Returns nothing, so that the caller's response is the same in every case.
 */
export async function resendConfirmations(db: Database, signatureIds: string[]): Promise<void> {
  if (signatureIds.length === 0) return;
  await db.transaction(async (tx) => {
    const due = await tx
      .update(signatures)
      .set({
        confirmationAskedAt: sql`now()`,
        confirmationsAsked: sql`${signatures.confirmationsAsked} + 1`,
        codeTries: 0,
      })
      .from(supporters)
      .where(
        and(
          inArray(signatures.id, signatureIds),
          eq(supporters.id, signatures.supporterId),
          isNull(supporters.neverMailAt),
          isNull(signatures.confirmedAt),
          isNull(signatures.withdrawnAt),
          lt(signatures.confirmationsAsked, MAX_CONFIRMATION_MAILS),
          gt(
            sql`now()`,
            sql`${signatures.confirmationAskedAt} + make_interval(hours => ${MAIL_INTERVAL_HOURS})`,
          ),
        ),
      )
      .returning({ id: signatures.id });
    for (const { id } of due) {
      await enqueue(tx, {
        topic: "signature.confirmation-requested",
        subjectId: id,
        payload: { signatureId: id },
        priority: 1,
      });
    }
  });
}

/**
 * Sets back the request time of signatures whose mail was dropped by the daily limit, so that a new one can be requested
 * as soon as the limit allows. The caller must hold locks on their supporters, who are at the limit.
 */
export async function postponeMails(tx: Transaction, signatureIds: string[]): Promise<void> {
  if (signatureIds.length === 0) return;
  const unlocked = tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(inArray(signatures.id, signatureIds))
    // A concurrent resend or code attempt may hold some of these rows: waiting could deadlock.
    .for("update", { skipLocked: true });
  const oldestMail = sql`(select min(at) from supporters, unnest(mailed_at) at where supporters.id = ${signatures.supporterId})`;
  const isConfirmed = sql`${signatures.confirmedAt} is not null`;
  await tx
    .update(signatures)
    .set({
      confirmationAskedAt: sql`case when ${isConfirmed} then ${signatures.confirmationAskedAt} else ${oldestMail} end`,
      repeatQueuedAt: sql`case when ${isConfirmed} then ${oldestMail} else ${signatures.repeatQueuedAt} end`,
    })
    .where(inArray(signatures.id, unlocked));
}
