import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, proofDays, proofEntries } from "@/db/schema";

/** Lines in a page of the public log. A full page never changes again. */
export const ENTRIES_PER_PAGE = 1_000;
export const DAYS_PER_PAGE = 500;

/** A signed head, as it is published. */
export type Head = Awaited<ReturnType<typeof listDays>>[number];

/** A campaign's public log: its newest head, null before the first day is over, and how many heads there are. */
export type PublicLog = { campaignId: string; slug: string; head: Head | null; days: number };

/** Returns the public log of a published campaign, or null. */
export async function getPublicLog(db: Database, slug: string): Promise<PublicLog | null> {
  const [campaign] = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), sql`${campaigns.publishedAt} <= now()`));
  if (!campaign) return null;
  const [head] = await selectDays(db, campaign.id).orderBy(desc(proofDays.day)).limit(1);
  const days = await db.$count(proofDays, eq(proofDays.campaignId, campaign.id));
  return { campaignId: campaign.id, slug, head: head ?? null, days };
}

/** Lists a page of heads, oldest first, from 0. */
export function listDays(db: Database, { campaignId, page }: { campaignId: string; page: number }) {
  return selectDays(db, campaignId)
    .orderBy(asc(proofDays.day))
    .limit(DAYS_PER_PAGE)
    .offset(page * DAYS_PER_PAGE);
}

/** Lists the newest heads, newest first. */
export function listNewestDays(db: Database, { campaignId, limit }: { campaignId: string; limit: number }) {
  return selectDays(db, campaignId).orderBy(desc(proofDays.day)).limit(limit);
}

function selectDays(db: Database, campaignId: string) {
  const { day, size, root, count, checkpoint, signature, keyId } = proofDays;
  return db
    .select({ day, size, root, count, checkpoint, signature, keyId })
    .from(proofDays)
    .where(eq(proofDays.campaignId, campaignId))
    .$dynamic();
}

/** Lists a page of entries, from 0, of those that `size` covers. */
export function listEntries(
  db: Database,
  { campaignId, page, size }: { campaignId: string; page: number; size: number },
) {
  const { position, day, kind, commitment, reason, change } = proofEntries;
  const start = page * ENTRIES_PER_PAGE;
  return db
    .select({ position, day, kind, commitment, reason, change })
    .from(proofEntries)
    .where(
      and(
        eq(proofEntries.campaignId, campaignId),
        gte(position, start),
        lt(position, Math.min(size, start + ENTRIES_PER_PAGE)),
      ),
    )
    .orderBy(asc(position));
}

/** Returns the entry of a commitment, or null. */
export async function findEntry(
  db: Database,
  { campaignId, commitment }: { campaignId: string; commitment: Uint8Array },
) {
  const { position, day } = proofEntries;
  const [entry] = await db
    .select({ position, day })
    .from(proofEntries)
    .where(and(eq(proofEntries.campaignId, campaignId), eq(proofEntries.commitment, commitment)));
  return entry ?? null;
}

/** Returns the entry of a commitment (hexadecimal) in the log of a campaign, or null. */
export async function findEntryOf(db: Database, { slug, commitment }: { slug: string; commitment: string }) {
  const [campaign] = await db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.slug, slug));
  return campaign
    ? findEntry(db, { campaignId: campaign.id, commitment: Buffer.from(commitment, "hex") })
    : null;
}
