import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { shareVisitors, visitSalts } from "@/db/schema";
import { oldestKeptDay } from "./visitor-key";

/**
 * Deletes the salts and visitor keys of past days. Counts stay. The salts are deleted first, in their own statement: without
 * them no key can be linked to a visitor, even while the keys are still being deleted in batches.
 */
export async function purgeVisitors(db: Database, { now, batch = PURGE_BATCH_SIZE }: PurgeOptions) {
  const oldest = oldestKeptDay(now);
  await db.delete(visitSalts).where(lt(visitSalts.day, oldest));
  for (let deleted = batch; deleted === batch; ) {
    const { count } = await db.execute(sql`
      delete from ${shareVisitors} where ctid = any (array(
        select ctid from ${shareVisitors} where visited_on < ${oldest}::date limit ${batch}))`);
    deleted = count;
  }
}

/** A batch of this size takes much less than the statement timeout of 10 s. */
const PURGE_BATCH_SIZE = 50_000;

type PurgeOptions = { now: Date; batch?: number };
