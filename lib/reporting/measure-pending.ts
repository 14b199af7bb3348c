import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { pendingFigures, signatureState, signatures } from "@/db/schema";

/** Counts anew how many signatures of each campaign wait for their confirmation. False when another worker is counting at this moment. */
export async function measurePending(db: Database, { now }: { now: Date }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('groundswell'), hashtext('pending-figures')) as mine`,
    );
    if (lock?.mine !== true) return false;
    // Millions may wait: for minutes if need be, and on one core, so that signing has the others.
    await tx.execute(sql`
      select set_config(name, value, true)
      from (values ('statement_timeout', '5min'), ('max_parallel_workers_per_gather', '0')) as setting (name, value)`);
    await tx.delete(pendingFigures);
    await tx.execute(sql`
      insert into pending_figures (campaign_id, pending, measured_at)
      select campaign_id, count(*), ${now.toISOString()}::timestamptz
      from ${signatures} where ${signatureState(signatures)} = 'pending' group by campaign_id`);
    return true;
  });
}
