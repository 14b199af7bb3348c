import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { countEvents, hourTallies, minuteTallies } from "@/db/schema";
import { allBars, BARS_FROM, type Bar, type Timeframe } from "./timeframe";

/**
 * A subquery of counted changes by hour: folded tallies and pending events. One statement reads both, so a signature is
 * included as soon as it is confirmed, and never twice.
 */
export function countedByHour(db: Database) {
  const folded = db
    .select({
      campaignId: hourTallies.campaignId,
      at: asTime(sql`${hourTallies.hour}`),
      confirmed: sql<number>`${hourTallies.confirmed}`.as("confirmed"),
    })
    .from(hourTallies);
  return unionAll(folded, waitingSince(db, "hour")).as("counted");
}

/** A subquery of counted changes by minute, for as long as minute tallies are kept. */
export function countedByMinute(db: Database) {
  const folded = db
    .select({
      campaignId: minuteTallies.campaignId,
      at: asTime(sql`${minuteTallies.minute}`),
      confirmed: sql<number>`${minuteTallies.confirmed}`.as("confirmed"),
    })
    .from(minuteTallies);
  return unionAll(folded, waitingSince(db, "minute")).as("counted");
}

/** Returns the hour of a campaign's first counted signature, or null. */
export async function getFirstHour(db: Database, campaignId: string): Promise<Date | null> {
  const counted = countedByHour(db);
  const [first] = await db
    .select({ at: counted.at })
    .from(counted)
    .where(eq(counted.campaignId, campaignId))
    .orderBy(asc(counted.at))
    .limit(1);
  return first?.at ?? null;
}

/** Lists confirmed signatures by bar, including empty bars. */
export async function listSignaturesOverTime(
  db: Database,
  { campaignId, frame }: { campaignId: string; frame: Timeframe },
): Promise<Bar[]> {
  const counted = frame.strideMinutes < 60 ? countedByMinute(db) : countedByHour(db);
  const known = await db
    .select({ at: barOf(counted.at, frame.strideMinutes), confirmed: sumOf(counted) })
    .from(counted)
    .where(and(eq(counted.campaignId, campaignId), since(counted.at, frame.from)))
    .groupBy(sql`1`);
  return allBars(known, frame);
}

const asTime = (time: SQL) => sql<Date>`${time}`.mapWith(hourTallies.hour).as("at");

const waitingSince = (db: Database, unit: "hour" | "minute") =>
  db
    .select({
      campaignId: countEvents.campaignId,
      at: asTime(sql`date_trunc(${unit}::text, ${countEvents.at}, 'UTC')`),
      confirmed: sql<number>`${countEvents.change}::int`.as("confirmed"),
    })
    .from(countEvents);

type Counted = ReturnType<typeof countedByHour>;

export const since = (time: SQL | SQL.Aliased, from: Date) =>
  sql`${time} >= ${from.toISOString()}::timestamptz`;

export const sumOf = (counted: Counted) =>
  sql<number>`coalesce(sum(${counted.confirmed}), 0)`.mapWith(Number);

export const barOf = (time: SQL | SQL.Aliased, strideMinutes: number) =>
  sql<Date>`date_bin(make_interval(mins => ${strideMinutes}::int), ${time}, ${BARS_FROM.toISOString()}::timestamptz)`.mapWith(
    hourTallies.hour,
  );
