import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";
import { isCounted } from "./is-counted";
import { displayedName } from "./name-reviews";
import { publicName } from "./public-name";

/** A confirmed signature as the public sees it. It reveals neither the time of day nor whose an anonymous signature is. */
type RecentSigner = {
  /** Null for an anonymous signer. */
  name: string | null;
  country: string | null;
  /** The day of the confirmation in UTC, `2026-11-30`. */
  day: string;
};

/**
 * Lists the latest confirmed signers by day, with their public names. Within a day they are sorted by name and country: the order
 * of signing would reveal that an anonymous signer confirmed between two named ones.
 */
export async function listRecentSigners(
  db: Database,
  { campaignId, limit }: { campaignId: string; limit: number },
): Promise<RecentSigner[]> {
  const rows = await db
    .select({
      ...displayedName,
      country: signatures.country,
      day: sql<string>`to_char(${signatures.confirmedAt} at time zone 'UTC', 'YYYY-MM-DD')`,
    })
    .from(signatures)
    .where(and(eq(signatures.campaignId, campaignId), isCounted))
    // The exact order of the index `signatures_recent`: any other order sorts all signatures.
    .orderBy(sql`${signatures.confirmedAt} desc nulls last`)
    .limit(limit);
  return rows
    .map(({ country, day, ...displayed }) => {
      const name = publicName(displayed);
      // Of an anonymous signer, the public sees nothing: the form says so.
      return { name, country: name && country, day };
    })
    .sort(byDayAndName);
}

/** Latest day first, then named signers before anonymous ones. */
function byDayAndName(one: RecentSigner, other: RecentSigner): number {
  return (
    compare(other.day, one.day) ||
    Number(one.name === null) - Number(other.name === null) ||
    compare(one.name ?? "", other.name ?? "") ||
    compare(one.country ?? "", other.country ?? "")
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
