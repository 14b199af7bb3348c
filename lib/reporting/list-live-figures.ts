import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, hourTallies, pendingFigures } from "@/db/schema";
import { confirmedCount } from "@/lib/campaigns/confirmed-count";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { statusColumns } from "@/lib/campaigns/status-columns";
import type { Locale } from "@/lib/i18n/locales";
import { DASHBOARD_HOURS, DASHBOARD_MINUTES, type LiveFigures, liveFigures } from "./live-figures";
import { joinsPending, pendingColumns } from "./select-pending";
import { countedByHour, countedByMinute } from "./signatures-over-time";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lists the live figures of campaigns by slug. Takes three small queries for any number of campaigns. */
export async function listLiveFigures(
  db: Database,
  { slugs, now }: { slugs: string[]; now: Date },
): Promise<Map<string, LiveFigures>> {
  if (slugs.length === 0) return new Map();
  const known = await listSnapshots(db, slugs);
  const campaignIds = known.map(({ id }) => id);
  const [minutes, hours] = await Promise.all([
    listBars(db, {
      counted: countedByMinute(db),
      campaignIds,
      from: before(now, (DASHBOARD_MINUTES + 1) * MINUTE_MS),
    }),
    listBars(db, {
      counted: countedByHour(db),
      campaignIds,
      from: before(now, (DASHBOARD_HOURS + 1) * HOUR_MS),
    }),
  ]);
  const own = <T extends { campaignId: string }>(bars: T[], id: string) =>
    bars.filter(({ campaignId }) => campaignId === id);
  return new Map(
    known.map(({ slug, id, ...snapshot }) => [
      slug,
      liveFigures({ ...snapshot, minutes: own(minutes, id), hours: own(hours, id) }, now),
    ]),
  );
}

/** Returns a campaign with its title, status and live figures for its dashboard, or null. */
export async function getDashboardCampaign(db: Database, query: { slug: string; locale: Locale; now: Date }) {
  const [campaign, live] = await Promise.all([
    getCampaignHeading(db, query),
    listLiveFigures(db, { slugs: [query.slug], now: query.now }),
  ]);
  const figures = live.get(query.slug);
  return campaign && figures ? { ...campaign, figures } : null;
}

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Includes drafts: their dashboards show pending signatures, too. */
function listSnapshots(db: Database, slugs: string[]) {
  return db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      goal: campaigns.goal,
      ...statusColumns,
      confirmed: confirmedCount,
      ...pendingColumns,
    })
    .from(campaigns)
    .leftJoin(pendingFigures, joinsPending)
    .where(inArray(campaigns.slug, slugs));
}

type Tallies = { counted: ReturnType<typeof countedByHour>; campaignIds: string[]; from: Date };

function listBars(db: Database, { counted, campaignIds, from }: Tallies) {
  const at: SQL<Date> = sql`${counted.at}`.mapWith(hourTallies.hour);
  return db
    .select({
      campaignId: counted.campaignId,
      at,
      confirmed: sql<number>`sum(${counted.confirmed})`.mapWith(Number),
    })
    .from(counted)
    .where(
      and(inArray(counted.campaignId, campaignIds), sql`${counted.at} > ${from.toISOString()}::timestamptz`),
    )
    .groupBy(counted.campaignId, counted.at);
}
