import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, exports, outboxMessages, retentionRuns, signatures } from "@/db/schema";
import { getRetentionRules } from "@/lib/legal/retention-rules";
import { daysBefore } from "./apply-retention";
import { isDue, listCampaignDeadlines } from "./campaign-deadlines";
import { isPersonal } from "./purge-campaign";
import { isOldExport, isOldMail } from "./purge-records";

/** Above this the report says "more than 10,000". */
const MAX_REPORTED = 10_000;
const LISTED_RUNS = 20;

/** Returns what the next run would delete, without deleting anything, and what the last runs did. */
export async function getRetentionReport(db: Database, { now }: { now: Date }) {
  const { mailDays, exportDays } = await getRetentionRules(db);
  const deadlines = await listCampaignDeadlines(db, { now });
  const campaigns = [];
  for (const campaign of deadlines) {
    const { id, namesOn, commentsOn } = campaign;
    const names = isDue(namesOn, now) ? await countUpTo(db, signatures, isPersonal(id)) : 0;
    const comments = isDue(commentsOn, now)
      ? await countUpTo(db, commentReviews, eq(commentReviews.campaignId, id))
      : 0;
    campaigns.push({ ...campaign, names, comments });
  }
  const before = (days: number | null) => (days === null ? null : daysBefore(now, days));
  const [mailsBefore, exportsBefore] = [before(mailDays), before(exportDays)];
  return {
    campaigns,
    mails: mailsBefore ? await countUpTo(db, outboxMessages, isOldMail(mailsBefore)) : 0,
    exports: exportsBefore ? await countUpTo(db, exports, isOldExport(exportsBefore)) : 0,
    runs: await db.select().from(retentionRuns).orderBy(desc(retentionRuns.startedAt)).limit(LISTED_RUNS),
  };
}

async function countUpTo(db: Database, table: PgTable, condition: SQL | undefined): Promise<number> {
  const [row] = await db.execute<{ found: number }>(
    sql`select count(*)::int as found from (select from ${table} where ${condition} limit ${MAX_REPORTED + 1}) found`,
  );
  return row?.found ?? 0;
}

/** Returns what a run did, for the mail about it. */
export async function getRetentionRun(db: Transaction, id: string) {
  const [run] = await db.select().from(retentionRuns).where(eq(retentionRuns.id, id));
  return run ?? null;
}
