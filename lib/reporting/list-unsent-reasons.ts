import { count, desc, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { latestMails } from "./undelivered-mails";

const MAX_REASONS = 20;
export const UNSENT_SINCE_HOURS = 24;

/** Lists why mails enqueued in the last 24 hours were not sent, most frequent reason first. */
export async function listUnsentReasons(db: Database, { now }: { now: Date }) {
  const latest = latestMails(db, new Date(now.getTime() - UNSENT_SINCE_HOURS * 3_600_000));
  return db
    .select({ failure: latest.failure, mails: count() })
    .from(latest)
    .where(isNotNull(latest.failedAt))
    .groupBy(latest.failure)
    .orderBy(desc(count()), latest.failure)
    .limit(MAX_REASONS);
}
