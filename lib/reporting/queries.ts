import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  campaignCounts,
  campaigns,
  countEvents,
  petitionTexts,
  signatureHours,
  signatures,
} from "@/db/schema";
import { campaignState } from "@/lib/campaigns/rules";
import type { Locale } from "@/lib/i18n/locales";
import { allBars, BARS_FROM, type Bar, barAt, hourlyRate, lastDays, type Timeframe } from "./rules";

export const MOST_CAMPAIGNS = 100;
const SPARKLINE_DAYS = 14;

/**
 * Every counted change by hour and origin: what the worker has folded, and what still waits for it. One statement
 * reads both, so that a signature is in it from the moment of its confirmation, and never twice.
 */
export function countedSignatures(db: Database) {
  const folded = db
    .select({
      campaignId: signatureHours.campaignId,
      hour: sql<Date>`${signatureHours.hour}`.mapWith(signatureHours.hour).as("hour"),
      articleId: signatureHours.articleId,
      callout: signatureHours.callout,
      shareLinkId: signatureHours.shareLinkId,
      channel: signatureHours.channel,
      country: signatureHours.country,
      confirmed: sql<number>`${signatureHours.confirmed}`.as("confirmed"),
    })
    .from(signatureHours);
  const waiting = db
    .select({
      campaignId: countEvents.campaignId,
      hour: sql<Date>`date_trunc('hour', ${countEvents.at}, 'UTC')`.mapWith(signatureHours.hour).as("hour"),
      articleId: countEvents.articleId,
      callout: countEvents.callout,
      shareLinkId: countEvents.shareLinkId,
      channel: countEvents.channel,
      country: countEvents.country,
      confirmed: sql<number>`${countEvents.change}::int`.as("confirmed"),
    })
    .from(countEvents);
  return unionAll(folded, waiting).as("counted");
}

type Counted = ReturnType<typeof countedSignatures>;

const since = (time: SQL | SQL.Aliased, from: Date) => sql`${time} >= ${from.toISOString()}::timestamptz`;
/** The signatures of a group, or those of them that meet a condition. */
export const sumOf = (counted: Counted, only = sql`true`) =>
  sql<number>`coalesce(sum(${counted.confirmed}) filter (where ${only}), 0)`.mapWith(Number);
const barOf = (time: SQL | SQL.Aliased, strideMinutes: number) =>
  sql<Date>`date_bin(make_interval(mins => ${strideMinutes}::int), ${time}, ${BARS_FROM.toISOString()}::timestamptz)`.mapWith(
    signatureHours.hour,
  );

/** Every campaign, drafts too, with its exact count and how many have still to confirm. */
function selectCampaigns(db: Database, locale: Locale) {
  const words = db
    .select({ title: petitionTexts.title, target: petitionTexts.target })
    .from(petitionTexts)
    .where(eq(petitionTexts.campaignId, campaigns.id))
    .orderBy(
      desc(isNotNull(petitionTexts.publishedAt)),
      desc(sql`${petitionTexts.locale} = ${locale}`),
      desc(sql`${petitionTexts.locale} = ${campaigns.locale}`),
      desc(petitionTexts.publishedAt),
    )
    .limit(1)
    .as("words");
  return db
    .select({
      id: campaigns.id,
      slug: campaigns.slug,
      title: sql<string>`coalesce(${words.title}, ${campaigns.slug})`,
      target: words.target,
      goal: campaigns.goal,
      publishedAt: campaigns.publishedAt,
      opensAt: campaigns.opensAt,
      closesAt: campaigns.closesAt,
      closedAt: campaigns.closedAt,
      wonAt: campaigns.wonAt,
      successorId: campaigns.successorId,
      confirmed: sql<number>`(select coalesce(sum(${campaignCounts.confirmed}), 0) from ${campaignCounts}
        where ${campaignCounts.campaignId} = ${campaigns.id})`.mapWith(Number),
      pending: sql<number>`(select count(*) from ${signatures}
        where ${signatures.campaignId} = ${campaigns.id} and ${isNull(signatures.confirmedAt)} and ${isNull(signatures.withdrawnAt)})`.mapWith(
        Number,
      ),
    })
    .from(campaigns)
    .leftJoinLateral(words, sql`true`)
    .$dynamic();
}

type CampaignRow = Awaited<ReturnType<typeof selectCampaigns>>[number];
export type CampaignFigures = Awaited<ReturnType<typeof listCampaignFigures>>[number];

/** The newest campaigns with their figures, for staff, those in the archive apart: counts, today, the last hour, and the last two weeks by day. */
export async function listCampaignFigures(
  db: Database,
  { locale, now, archived = false }: { locale: Locale; now: Date; archived?: boolean },
) {
  const rows = await selectCampaigns(db, locale)
    .where(archived ? isNotNull(campaigns.archivedAt) : isNull(campaigns.archivedAt))
    .orderBy(desc(campaigns.publishedAt), desc(campaigns.id))
    .limit(MOST_CAMPAIGNS);
  return withPace(db, rows, now);
}

/** One campaign with its figures, or null. */
export async function getCampaignFigures(db: Database, asked: { slug: string; locale: Locale; now: Date }) {
  const rows = await selectCampaigns(db, asked.locale).where(eq(campaigns.slug, asked.slug));
  const [figures] = await withPace(db, rows, asked.now);
  return figures ?? null;
}

async function withPace(db: Database, rows: CampaignRow[], now: Date) {
  const days = await listDays(db, { campaignIds: rows.map(({ id }) => id), now });
  return rows.map((row) => {
    const own = days.filter(({ campaignId }) => campaignId === row.id);
    const total = (key: "thisHour" | "hourBefore") => own.reduce((sum, day) => sum + day[key], 0);
    const lastTwoWeeks = allBars(own, lastDays(SPARKLINE_DAYS, now));
    return {
      ...row,
      state: row.publishedAt && row.publishedAt <= now ? campaignState(row, now) : ("draft" as const),
      today: lastTwoWeeks.at(-1)?.confirmed ?? 0,
      lastHour: hourlyRate({ thisHour: total("thisHour"), hourBefore: total("hourBefore"), now }),
      lastTwoWeeks,
    };
  });
}

/** The last two weeks of some campaigns by day, and in each day what falls into this hour and the one before. */
async function listDays(db: Database, { campaignIds, now }: { campaignIds: string[]; now: Date }) {
  if (campaignIds.length === 0) return [];
  const counted = countedSignatures(db);
  const { from, strideMinutes } = lastDays(SPARKLINE_DAYS, now);
  const hour = barAt(now, 60);
  const hourBefore = new Date(hour.getTime() - 3_600_000);
  return db
    .select({
      campaignId: counted.campaignId,
      at: barOf(counted.hour, strideMinutes),
      confirmed: sumOf(counted),
      thisHour: sumOf(counted, since(counted.hour, hour)),
      hourBefore: sumOf(counted, sql`${counted.hour} = ${hourBefore.toISOString()}::timestamptz`),
    })
    .from(counted)
    .where(and(inArray(counted.campaignId, campaignIds), since(counted.hour, from)))
    .groupBy(sql`1, 2`);
}

/** When the first signature of a campaign was counted (to the hour), or null. */
export async function getFirstHour(db: Database, campaignId: string): Promise<Date | null> {
  const counted = countedSignatures(db);
  const [first] = await db
    .select({ hour: counted.hour })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .orderBy(asc(counted.hour))
    .limit(1);
  return first?.hour ?? null;
}

/** Confirmed signatures bar by bar, the empty bars too. Bars shorter than an hour are read from the signatures themselves. */
export async function listSignaturesOverTime(
  db: Database,
  chart: { campaignId: string; frame: Timeframe },
): Promise<Bar[]> {
  const { campaignId, frame } = chart;
  const known =
    frame.strideMinutes < 60 ? countByMinute(db, campaignId, frame) : countByHour(db, campaignId, frame);
  return allBars(await known, frame);
}

function countByHour(db: Database, campaignId: string, { from, strideMinutes }: Timeframe) {
  const counted = countedSignatures(db);
  return db
    .select({ at: barOf(counted.hour, strideMinutes), confirmed: sumOf(counted) })
    .from(counted)
    .where(and(eq(counted.campaignId, campaignId), since(counted.hour, from)))
    .groupBy(sql`1`);
}

function countByMinute(db: Database, campaignId: string, { from, strideMinutes }: Timeframe) {
  const confirmedAt = sql`${signatures.confirmedAt}`;
  const stands = and(isNull(signatures.withdrawnAt), isNull(signatures.quarantinedAt));
  return db
    .select({ at: barOf(confirmedAt, strideMinutes), confirmed: count() })
    .from(signatures)
    .where(and(eq(signatures.campaignId, campaignId), since(confirmedAt, from), stands))
    .groupBy(sql`1`);
}
