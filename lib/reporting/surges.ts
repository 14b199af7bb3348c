import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaignSurges, campaigns } from "@/db/schema";
import { campaignStatusSql } from "@/lib/campaigns/campaign-status";
import { currentText, titleOrSlug } from "@/lib/campaigns/current-text";
import type { Locale } from "@/lib/i18n/locales";
import { enqueueAll } from "@/lib/outbox/enqueue";

type SurgeAlerts = { now: Date; listRecipientIds: (tx: Transaction) => Promise<string[]> };

/**
 * Records campaigns that surge for the first time, and enqueues one mail about each for every recipient. Happens once per
 * campaign, even with several workers: the primary key of `campaign_surges` allows one row. Returns how many are surging.
 */
export async function recordSurges(db: Database, { now, listRecipientIds }: SurgeAlerts): Promise<number> {
  const surging = (await listPaces(db, now)).filter(isSurge);
  for (const { campaignId, lastHour } of surging) {
    await db.transaction(async (tx) => {
      const recorded = await tx
        .insert(campaignSurges)
        .values({ campaignId, confirmed: lastHour, noticedAt: now })
        .onConflictDoNothing()
        .returning({ campaignId: campaignSurges.campaignId });
      if (recorded.length === 0) return;
      const recipients = await listRecipientIds(tx);
      await enqueueAll(
        tx,
        recipients.map((userId) => ({
          topic: "campaign.took-off",
          subjectId: campaignId,
          payload: { campaignId, userId },
          // Priority above confirmations, of which a surge causes many: these mails are few and urgent.
          priority: 0,
        })),
      );
    });
  }
  return surging.length;
}

/** Lists busy campaigns without a recorded surge: signatures of the last 60 minutes, and of each hour in the week before. */
async function listPaces(db: Database, now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  return db.execute<{ campaignId: string; lastHour: number; hoursBefore: number[] }>(sql`
    select campaigns.id as "campaignId", pace.confirmed as "lastHour", coalesce(before.hours, '{}') as "hoursBefore"
    from campaigns
    cross join lateral (
      select sum(confirmed)::int as confirmed from minute_tallies
      where campaign_id = campaigns.id and minute > ${at} - interval '1 hour'
    ) pace
    cross join lateral (
      select array_agg(coalesce(tally.confirmed, 0)) as hours
      from generate_series(
        greatest(date_trunc('hour', coalesce(opens_at, published_at), 'UTC'), date_trunc('hour', ${at}, 'UTC') - interval '7 days'),
        date_trunc('hour', ${at}, 'UTC') - interval '2 hours', interval '1 hour') as past
      left join hour_tallies tally on tally.campaign_id = campaigns.id and tally.hour = past
    ) before
    where published_at <= ${at} and ${campaignStatusSql<SQL>(sql, at)} = 'open' and pace.confirmed >= ${MIN_SURGE_PER_HOUR}
      and not exists (select from campaign_surges where campaign_id = campaigns.id)`);
}

/** Staff are not notified of fewer confirmed signatures within 60 minutes. */
const MIN_SURGE_PER_HOUR = 100;

/** A surge is an hour with at least this many times the usual number of signatures. */
const SURGE_FACTOR = 5;

/**
 * Whether a campaign surges: 100 or more confirmed within 60 minutes, and at least five times the hourly average of the
 * week before. In a campaign's first hours there is no average yet, so 100 are enough.
 */
function isSurge(pace: { lastHour: number; hoursBefore: number[] }): boolean {
  const { lastHour, hoursBefore } = pace;
  if (lastHour < MIN_SURGE_PER_HOUR) return false;
  const usual = hoursBefore.reduce((sum, hour) => sum + hour, 0) / Math.max(1, hoursBefore.length);
  return lastHour >= SURGE_FACTOR * usual;
}

/** Returns the recorded surge of a campaign for its mail, or null. */
export async function getSurge(
  db: Transaction,
  { campaignId, locale }: { campaignId: string; locale: Locale },
) {
  const text = currentText(db, { locale, audience: "staff" });
  const [surge] = await db
    .select({
      slug: campaigns.slug,
      title: titleOrSlug(text),
      confirmed: campaignSurges.confirmed,
      goal: campaigns.goal,
    })
    .from(campaignSurges)
    .innerJoin(campaigns, eq(campaigns.id, campaignSurges.campaignId))
    .leftJoinLateral(text, sql`true`)
    .where(eq(campaignSurges.campaignId, campaignId));
  return surge ?? null;
}
