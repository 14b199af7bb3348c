import type { Database } from "@/db/client";
import { retentionRuns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { newId } from "@/lib/ids";
import { getRetentionRules } from "@/lib/legal/retention-rules";
import { enqueueAll } from "@/lib/outbox/enqueue";
import { type Budget, newBudget } from "./budget";
import { isDue, listCampaignDeadlines } from "./campaign-deadlines";
import { anonymiseCampaign, deleteCommentsOfCampaign } from "./purge-campaign";
import { deleteOldExports, deleteOldMails } from "./purge-records";

type Asked = {
  now: Date;
  /** The members of staff who get a mail about what was done. */
  ownerIds: string[];
  budget?: Budget;
};

/** What a run has deleted. */
type RetentionResult = Pick<
  typeof retentionRuns.$inferSelect,
  "anonymised" | "comments" | "mails" | "exports" | "campaigns"
>;

/**
 * Deletes the personal data whose time has come, in small transactions, and records what it did for the audit log and a mail to the
 * owners. Nothing is due twice: a run that was killed is continued by the next one, and the counts stay as they are.
 */
export async function applyRetention(
  db: Database,
  { now, ownerIds, budget = newBudget() }: Asked,
): Promise<RetentionResult> {
  const result = await purgeCampaigns(db, { now, budget });
  const { mailDays, exportDays } = await getRetentionRules(db);
  if (mailDays !== null)
    result.mails = await deleteOldMails(db, { before: daysBefore(now, mailDays), budget });
  if (exportDays !== null)
    result.exports = await deleteOldExports(db, { before: daysBefore(now, exportDays), budget });
  const { anonymised, comments, mails, exports } = result;
  if (anonymised + comments + mails + exports > 0) await recordRun(db, { ...result, now, ownerIds });
  return result;
}

async function purgeCampaigns(db: Database, { now, budget }: { now: Date; budget: Budget }) {
  const result: RetentionResult = { anonymised: 0, comments: 0, mails: 0, exports: 0, campaigns: {} };
  for (const { id, slug, namesOn, commentsOn } of await listCampaignDeadlines(db, { now })) {
    const campaign = { id, slug };
    if (isDue(commentsOn, now)) result.comments += await deleteCommentsOfCampaign(db, { campaign, budget });
    if (!isDue(namesOn, now)) continue;
    const count = await anonymiseCampaign(db, { campaign, now, budget });
    result.anonymised += count;
    if (count > 0) result.campaigns[slug] = count;
  }
  return result;
}

const DAY_MS = 86_400_000;

/** Returns the time some days before another. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

const RETENTION_MAIL_PRIORITY = 3;

async function recordRun(
  db: Database,
  { now, ownerIds, campaigns, ...counts }: RetentionResult & { now: Date; ownerIds: string[] },
) {
  const id = newId();
  await db.transaction(async (tx) => {
    await tx
      .insert(retentionRuns)
      .values({ id, startedAt: now, finishedAt: new Date(), campaigns, ...counts });
    await enqueueAll(
      tx,
      ownerIds.map((userId) => ({
        topic: "retention.applied",
        subjectId: id,
        payload: { runId: id, userId },
        priority: RETENTION_MAIL_PRIORITY,
      })),
    );
    await recordAudit(tx, {
      actorId: null,
      action: "retention.applied",
      subject: `retention:${id}`,
      details: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])),
    });
  });
}
