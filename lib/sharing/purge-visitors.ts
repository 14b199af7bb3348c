import { lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { shareVisitors, visitSalts } from "@/db/schema";
import { oldestKeptDay } from "./visitor-key";

/**
 * Destroys the salts of days that are over, and with them whatever could tell one visitor from another. Counts stay. The
 * salts go first and by themselves: then nothing tells who the visitors were, however many statements it takes to delete them.
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

/** A batch of this size is deleted well within the statement timeout of 10 s. */
export const PURGE_BATCH_SIZE = 50_000;

export type PurgeOptions = { now: Date; batch?: number };
