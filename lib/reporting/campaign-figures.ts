import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, pendingFigures } from "@/db/schema";
import { statusForStaff } from "@/lib/campaigns/campaign-status";
import { confirmedCount } from "@/lib/campaigns/confirmed-count";
import { currentText, titleOrSlug } from "@/lib/campaigns/current-text";
import { statusColumns } from "@/lib/campaigns/status-columns";
import type { Locale } from "@/lib/i18n/locales";
import { pendingCount } from "./pending-signatures";
import { joinsPending, pendingColumns } from "./select-pending";
import { barOf, countedByHour, countedByMinute, since, sumOf } from "./signatures-over-time";
import { allBars, barAt, lastDays } from "./timeframe";

export const MAX_CAMPAIGNS = 100;
const SPARKLINE_DAYS = 14;
const HOUR_MS = 3_600_000;

/** Selects campaigns, including drafts, with their exact count and pending signatures. */
function selectCampaigns(db: Database, locale: Locale) {
  const text = currentText(db, { locale, audience: "staff" });
  return db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      title: titleOrSlug(text),
      target: text.target,
      goal: campaigns.goal,
      ...statusColumns,
      confirmed: confirmedCount,
      ...pendingColumns,
    })
    .from(campaigns)
    .leftJoin(pendingFigures, joinsPending)
    .leftJoinLateral(text, sql`true`)
    .$dynamic();
}

type CampaignRow = Awaited<ReturnType<typeof selectCampaigns>>[number];
export type CampaignFigures = Awaited<ReturnType<typeof listCampaignFigures>>[number];

/** Lists the newest campaigns, or the archived ones, for staff: counts, today, the last hour, and the last two weeks by day. */
export async function listCampaignFigures(
  db: Database,
  { locale, now, archived = false }: { locale: Locale; now: Date; archived?: boolean },
) {
  const rows = await selectCampaigns(db, locale)
    .where(archived ? isNotNull(campaigns.archivedAt) : isNull(campaigns.archivedAt))
    .orderBy(desc(campaigns.publishedAt), desc(campaigns.id))
    .limit(MAX_CAMPAIGNS);
  return withRecentCounts(db, rows, now);
}

/** Returns one campaign with its figures, or null. */
export async function getCampaignFigures(db: Database, query: { slug: string; locale: Locale; now: Date }) {
  const rows = await selectCampaigns(db, query.locale).where(eq(campaigns.slug, query.slug));
  const [figures] = await withRecentCounts(db, rows, query.now);
  return figures ?? null;
}

async function withRecentCounts(db: Database, rows: CampaignRow[], now: Date) {
  const query = { campaignIds: rows.map(({ id }) => id), now };
  const [days, lastHours] = await Promise.all([listDays(db, query), listLastHours(db, query)]);
  return rows.map(({ counted, measured, measuredAt, ...row }) => {
    const own = days.filter(({ campaignId }) => campaignId === row.id);
    const lastTwoWeeks = allBars(own, lastDays(SPARKLINE_DAYS, now));
    return {
      ...row,
      ...pendingCount({ counted, measured, measuredAt }),
      status: statusForStaff(row, now),
      today: lastTwoWeeks.at(-1)?.confirmed ?? 0,
      lastHour: lastHours.find(({ campaignId }) => campaignId === row.id)?.confirmed ?? 0,
      lastTwoWeeks,
    };
  });
}

type RecentQuery = { campaignIds: string[]; now: Date };

/** Lists the signatures of the last two weeks by day. */
async function listDays(db: Database, { campaignIds, now }: RecentQuery) {
  if (campaignIds.length === 0) return [];
  const counted = countedByHour(db);
  const { from, strideMinutes } = lastDays(SPARKLINE_DAYS, now);
  return db
    .select({
      campaignId: counted.campaignId,
      at: barOf(counted.at, strideMinutes),
      confirmed: sumOf(counted),
    })
    .from(counted)
    .where(and(inArray(counted.campaignId, campaignIds), since(counted.at, from)))
    .groupBy(sql`1, 2`);
}

/** Lists the signatures of the last 60 minutes, exact to the minute. */
async function listLastHours(db: Database, { campaignIds, now }: RecentQuery) {
  if (campaignIds.length === 0) return [];
  const counted = countedByMinute(db);
  const from = barAt(new Date(now.getTime() - HOUR_MS), 1);
  return db
    .select({ campaignId: counted.campaignId, confirmed: sumOf(counted) })
    .from(counted)
    .where(
      and(inArray(counted.campaignId, campaignIds), sql`${counted.at} > ${from.toISOString()}::timestamptz`),
    )
    .groupBy(counted.campaignId);
}
