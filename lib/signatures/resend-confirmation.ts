import { and, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { signatures, supporters } from "@/db/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import { MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";

/**
 * Asks for another confirmation mail, within the limits: one a day, five in all, none once it is confirmed or
 * the person wants no mail. Whoever asks is told the same in every case.
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
 * Lets signatures whose mail fell to the daily limit ask again as soon as that allows one more, and no sooner: what was
 * never sent is not their mail of the day. Called with their people locked, at the limit.
 */
export async function postponeMails(tx: Transaction, signatureIds: string[]): Promise<void> {
  if (signatureIds.length === 0) return;
  const free = tx
    .select({ id: signatures.id })
    .from(signatures)
    .where(inArray(signatures.id, signatureIds))
    // Whoever asks or guesses at this moment holds one and may want another: nobody waits.
    .for("update", { skipLocked: true });
  const oldestMail = sql`(select min(at) from supporters, unnest(mailed_at) at where supporters.id = ${signatures.supporterId})`;
  const isConfirmed = sql`${signatures.confirmedAt} is not null`;
  await tx
    .update(signatures)
    .set({
      confirmationAskedAt: sql`case when ${isConfirmed} then ${signatures.confirmationAskedAt} else ${oldestMail} end`,
      repeatToldAt: sql`case when ${isConfirmed} then ${oldestMail} else ${signatures.repeatToldAt} end`,
    })
    .where(inArray(signatures.id, free));
}
