import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { deliveryFigures, outboxMessages } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { isBouncedSql, mailboxSql } from "./delivery-sql";
import { FUNNEL_TOPICS, funnelStart } from "./mail-funnel";

/**
 * Measures the delivery of recent confirmation mails for all campaigns, and replaces the previous figures. Returns false if
 * another worker is measuring now.
 */
export async function measureDelivery(db: Transaction, { now }: { now: Date }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('groundswell'), hashtext('delivery-figures')) as mine`,
    );
    if (lock?.mine !== true) return false;
    // Reads every signature and mail of a week. This may take minutes, so it uses one core and leaves the others to signing.
    await tx.execute(sql`
      select set_config(name, value, true) from (values ('statement_timeout', '10min'),
        ('plan_cache_mode', 'force_custom_plan'), ('max_parallel_workers_per_gather', '0')) as setting (name, value)`);
    await tx.delete(deliveryFigures);
    await tx.execute(insertFigures(now));
    return true;
  });
}

/** One statement, so one snapshot. Ids sort by creation time, so the primary keys find recent rows. */
function insertFigures(now: Date) {
  const from = sql`${earliestIdAt(funnelStart(now))}::uuid`;
  return sql`
    insert into delivery_figures (campaign_id, mailbox, signed, sent, delivered, bounced, confirmed,
                                  median_delivery_seconds, median_confirmation_seconds, measured_at)
    select campaign_id, mailbox, count(*), count(sent_at), count(delivered_at),
           count(bounced_at) filter (where delivered_at is null), count(confirmed_at),
           ${medianSeconds(sql`delivered_at`)}, ${medianSeconds(sql`confirmed_at`)}, ${now.toISOString()}::timestamptz
    from (
      select signatures.id, campaign_id, signed_at, confirmed_at, ${mailboxSql(sql`email_domain`)} as mailbox
      from signatures join supporters on supporters.id = supporter_id
      where signatures.id >= ${from}
    ) signed
    left join (
      select subject_id, min(sent_at) filter (where failed_at is null) as sent_at, min(delivered_at) filter (where not ${isBouncedSql(outboxMessages)}) as delivered_at,
             min(bounced_at) filter (where ${isBouncedSql(outboxMessages)}) as bounced_at
      from outbox_messages
      where id >= ${from} and topic in ${FUNNEL_TOPICS}
      group by subject_id
    ) mailed on subject_id = signed.id
    group by campaign_id, mailbox`;
}

/**
 * Median seconds from signing to a step, over the signatures that reached it. Clamped at 0, because the provider's clock differs
 * from ours.
 */
function medianSeconds(reached: SQL) {
  return sql`percentile_cont(0.5) within group (order by greatest(0, extract(epoch from ${reached} - signed_at)::float8))
    filter (where ${reached} is not null)`;
}
