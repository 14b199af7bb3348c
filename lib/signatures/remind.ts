import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, signatures, supporters, suppressions } from "@/db/schema";
import { type CampaignDates, campaignState } from "@/lib/campaigns/campaign-status";
import { enqueueAll } from "@/lib/outbox/enqueue";
import { CONFIRM_WITHIN_DAYS } from "./confirm-token";
import { MAIL_INTERVAL_HOURS, MAX_CONFIRMATION_MAILS } from "./mail-limits";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Promises one reminder, ever, to those who signed so many hours ago and have not confirmed, the oldest first, with a new
 * link and a new code. Nobody is reminded within a day of another mail. Those who are not worth reminding are passed over
 * for good. Returns how many were looked at; fewer than `limit` means that no more are due. With 0 hours nobody is reminded.
 */
export async function remindUnconfirmed(
  db: Database,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
): Promise<number> {
  if (afterHours === 0) return 0;
  return db.transaction(async (tx) => {
    const unconfirmed = await takeUnreminded(tx, { now, afterHours, limit });
    if (unconfirmed.length === 0) return 0;
    const worth = unconfirmed.map((one) => ({ id: one.id, meant: shouldRemind(one, now) }));
    await markReminded(tx, { worth, now });
    await enqueueReminders(tx, { signatureIds: worth.flatMap(({ id, meant }) => (meant ? id : [])), now });
    return unconfirmed.length;
  });
}

/** Skips whoever signs again, confirms or is reminded by another worker at this moment, so it waits for nobody. */
function takeUnreminded(
  tx: Transaction,
  { now, afterHours, limit }: { now: Date; afterHours: number; limit: number },
) {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const aDayAgo = hoursAgo(MAIL_INTERVAL_HOURS);
  const newestMail = sql`${supporters.mailedAt}[cardinality(${supporters.mailedAt})]`;
  return tx
    .select({
      id: signatures.id,
      signedAt: signatures.signedAt,
      confirmationsAsked: signatures.confirmationsAsked,
      quarantinedAt: signatures.quarantinedAt,
      neverMailAt: supporters.neverMailAt,
      unsubscribedAt: supporters.unsubscribedAt,
      suppressed: suppressions.reason,
      campaign: {
        publishedAt: campaigns.publishedAt,
        opensAt: campaigns.opensAt,
        closesAt: campaigns.closesAt,
        closedAt: campaigns.closedAt,
        wonAt: campaigns.wonAt,
        successorId: campaigns.successorId,
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
 * In one statement: PostgreSQL checks the foreign keys of a row again when its own transaction changes it a second
 * time, and that would wait for the person behind it, whom signing and confirming lock first.
 */
async function markReminded(
  tx: Transaction,
  { worth, now }: { worth: { id: string; meant: boolean }[]; now: Date },
) {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update signatures set
      reminded_at = ${at},
      confirmation_asked_at = case when seen.meant then ${at} else confirmation_asked_at end,
      confirmations_asked = confirmations_asked + seen.meant::int,
      code_tries = case when seen.meant then 0 else code_tries end
    from jsonb_to_recordset(${JSON.stringify(worth)}::jsonb) as seen (id uuid, meant boolean)
    where signatures.id = seen.id`);
}

function enqueueReminders(
  tx: Transaction,
  { signatureIds, now }: { signatureIds: string[]; now: Date },
): Promise<void> {
  return enqueueAll(
    tx,
    signatureIds.map((signatureId) => ({
      topic: "signature.reminder-due",
      subjectId: signatureId,
      payload: { signatureId },
      priority: 3,
      createdAt: now,
    })),
  );
}

/** A signature that nobody has confirmed, with what decides whether its signer is reminded. */
export type Unconfirmed = {
  signedAt: Date;
  confirmationsAsked: number;
  quarantinedAt: Date | null;
  neverMailAt: Date | null;
  unsubscribedAt: Date | null;
  suppressed: string | null;
  campaign: CampaignDates & { publishedAt: Date | null };
};

/** Whether its signer is reminded; if not, they never will be: nothing of this turns back, or not before it is too late. */
export function shouldRemind(unconfirmed: Unconfirmed, now: Date): boolean {
  const { signedAt, confirmationsAsked, quarantinedAt, campaign } = unconfirmed;
  const wantsMail = !unconfirmed.neverMailAt && !unconfirmed.unsubscribedAt && !unconfirmed.suppressed;
  const isRemembered = now.getTime() - signedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
  const isOpen = campaign.publishedAt !== null && campaignState(campaign, now) === "open";
  return wantsMail && isRemembered && isOpen && !quarantinedAt && confirmationsAsked < MAX_CONFIRMATION_MAILS;
}
