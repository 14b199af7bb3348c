import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { SIGNATURE_STATES, signatures } from "@/db/schema";
import { getSupporterByAddress } from "@/lib/supporters/find-supporter";
import { filterCondition } from "./filter-condition";
import { isCountedCheaply, type SignatureFilter } from "./signature-filter";

/** Beyond so many, "more than 10,000" is said. */
export const MAX_COUNTED_MATCHES = 10_000;
const BEYOND_COUNTED = sql`10001`;

/** How many signatures a filter finds, up to 10,000 and one more; null where counting them would take its time. */
export async function countMatching(
  db: Database,
  { campaignId, filter }: { campaignId: string; filter: SignatureFilter },
): Promise<number | null> {
  if (!isCountedCheaply(filter)) return null;
  const found = (filter.state ? [filter.state] : SIGNATURE_STATES).map(
    (
      one,
    ) => sql`(select from signatures where ${filterCondition({ campaignId, filter: { ...filter, state: one } })}
      order by signed_at, id limit ${BEYOND_COUNTED})`,
  );
  const [row] = await db.execute<{ many: number }>(
    sql`select count(*)::int as many from (select from (${sql.join(found, sql` union all `)}) found limit ${BEYOND_COUNTED}) enough`,
  );
  return row?.many ?? 0;
}

/** The person of an address, in whatever spelling, if they signed this campaign; or null. */
export async function findSigner(
  db: Database,
  { campaignId, address }: { campaignId: string; address: string },
): Promise<{ id: string } | null> {
  const person = await getSupporterByAddress(db, address);
  if (!person) return null;
  const [signed] = await db
    .select({ id: signatures.supporterId })
    .from(signatures)
    .where(and(eq(signatures.supporterId, person.id), eq(signatures.campaignId, campaignId)));
  return signed ?? null;
}
