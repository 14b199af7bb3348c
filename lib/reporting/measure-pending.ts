import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { pendingFigures, signatureState, signatures } from "@/db/schema";

/** Counts the pending signatures of each campaign and stores the result. Returns false if another worker is counting now. */
export async function measurePending(db: Database, { now }: { now: Date }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('groundswell'), hashtext('pending-figures')) as mine`,
    );
    if (lock?.mine !== true) return false;
    // There may be millions. This may take minutes, so it uses one core and leaves the others to signing.
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
