import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, signatures, supporters, suppressions } from "@/db/schema";
import { type CampaignDates, statusForStaff } from "@/lib/campaigns/campaign-status";
import { statusColumns } from "@/lib/campaigns/status-columns";
import { newId } from "@/lib/ids";
import { enqueueAll } from "@/lib/outbox/enqueue";
import { CONFIRM_WITHIN_DAYS } from "./confirm-token";
import { MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";
import { storeMissingAttempts } from "./missing-attempts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Enqueues one reminder, with a new link and code, for each signature still unconfirmed after `afterHours` hours, oldest
 * first. Waits at least a day after any other mail to the person. Also marks signatures that get no reminder, so that they
 * are not checked again. Returns the number processed; fewer than `limit` means that no more are due. 0 hours disables it.
 */
export async function remindUnconfirmed(
  db: Database,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
): Promise<number> {
  if (afterHours === 0) return 0;
  return db.transaction(async (tx) => {
    const unconfirmed = await lockUnreminded(tx, { now, afterHours, limit });
    if (unconfirmed.length === 0) return 0;
    await storeMissingAttempts(
      tx,
      unconfirmed.flatMap(({ id, attemptId }) => (attemptId ? [] : id)),
    );
    const decisions = unconfirmed.map((one) => ({
      ...{ id: one.id, attemptId: one.attemptId ?? one.id, mailId: newId() },
      remind: shouldRemind(one, now),
    }));
    await markReminded(tx, { decisions, now });
    const reminded = decisions.filter(({ remind }) => remind);
    await renewCodes(tx, { reminded, now });
    await enqueueReminders(tx, { reminded, now });
    return unconfirmed.length;
  });
}

/** A signature that is due, with its newest attempt and the id of the message that reminds of it. */
type Decision = { id: string; attemptId: string; mailId: string; remind: boolean };

/** Selects and locks signatures due for a reminder. Skips locked rows, so it never waits. */
function lockUnreminded(
  tx: Transaction,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
) {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const aDayAgo = hoursAgo(MAIL_INTERVAL_HOURS);
  const newestMail = sql`${supporters.mailedAt}[cardinality(${supporters.mailedAt})]`;
  return tx
    .select({
      id: signatures.id,
      attemptId: signatures.attemptId,
      signedAt: signatures.signedAt,
      confirmationsAsked: signatures.confirmationsAsked,
      quarantinedAt: signatures.quarantinedAt,
      neverMailAt: supporters.neverMailAt,
      unsubscribedAt: supporters.unsubscribedAt,
      suppressed: suppressions.reason,
      campaign: {
        ...statusColumns,
      },
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(campaigns, eq(campaigns.id, signatures.campaignId))
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(
      and(
        isNull(signatures.confirmedAt),
        isNull(signatures.remindedAt),
        isNull(signatures.withdrawnAt),
        lte(signatures.signedAt, hoursAgo(afterHours)),
        lte(signatures.confirmationAskedAt, aDayAgo),
        or(sql`${newestMail} is null`, sql`${newestMail} <= ${aDayAgo.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(signatures.signedAt))
    .limit(limit)
    .for("update", { of: signatures, skipLocked: true });
}

/**
 * Marks signatures as reminded, in one statement: PostgreSQL checks foreign keys again when a transaction updates a row
 * twice. That check would wait for the supporter's row, which signing and confirming lock first.
 */
async function markReminded(tx: Transaction, { decisions, now }: { decisions: Decision[]; now: Date }) {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update signatures set
      reminded_at = ${at},
      confirmation_asked_at = case when decided.remind then ${at} else confirmation_asked_at end,
      confirmations_asked = confirmations_asked + decided.remind::int,
      mail_id = case when decided.remind then decided."mailId" else mail_id end
    from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as decided (id uuid, "mailId" uuid, remind boolean)
    where signatures.id = decided.id`);
}

/** Gives the newest attempt of each signature a new code. A reminder is about that one; its link leads to the others, too. */
async function renewCodes(tx: Transaction, { reminded, now }: { reminded: Decision[]; now: Date }) {
  await tx.execute(sql`
    update signature_attempts set asked_at = ${now.toISOString()}::timestamptz, mail_id = decided."mailId", code_tries = 0
    from jsonb_to_recordset(${JSON.stringify(reminded)}::jsonb) as decided (id uuid, "attemptId" uuid, "mailId" uuid)
    where signature_attempts.signature_id = decided.id and signature_attempts.id = decided."attemptId"`);
}

function enqueueReminders(
  tx: Transaction,
  { reminded, now }: { reminded: Decision[]; now: Date },
): Promise<void> {
  return enqueueAll(
    tx,
    reminded.map(({ id: signatureId, attemptId, mailId }) => ({
      id: mailId,
      topic: "signature.reminder-due",
      subjectId: signatureId,
      payload: { signatureId, attemptId },
      priority: 3,
      createdAt: now,
    })),
  );
}

/** An unconfirmed signature with the facts that decide about a reminder. */
type Unconfirmed = {
  signedAt: Date;
  confirmationsAsked: number;
  quarantinedAt: Date | null;
  neverMailAt: Date | null;
  unsubscribedAt: Date | null;
  suppressed: string | null;
  campaign: CampaignDates & { publishedAt: Date | null };
};

/** Whether to remind the signer. A negative answer is final: none of its reasons is reverted in time for a reminder. */
function shouldRemind(unconfirmed: Unconfirmed, now: Date): boolean {
  const { signedAt, confirmationsAsked, quarantinedAt, campaign } = unconfirmed;
  const wantsMail = !unconfirmed.neverMailAt && !unconfirmed.unsubscribedAt && !unconfirmed.suppressed;
  const isRecent = now.getTime() - signedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
  const isOpen = statusForStaff(campaign, now) === "open";
  return wantsMail && isRecent && isOpen && !quarantinedAt && confirmationsAsked < MAX_CONFIRMATION_MAILS;
}
