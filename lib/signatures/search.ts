import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { SIGNATURE_STATES, signatures } from "@/db/schema";
import type { EmailAddress } from "@/lib/supporters/address";
import { getSupporterByMailbox } from "@/lib/supporters/find-supporter";
import { filterCondition } from "./filter-condition";
import { isCountedCheaply, type SignatureFilter } from "./signature-filter";

/** Above this the page shows "more than 10,000". */
export const MAX_COUNTED_MATCHES = 10_000;
const OVER_MAX_COUNTED = sql`10001`;

/** Counts the signatures that match a filter, up to `MAX_COUNTED_MATCHES` + 1. Returns null if counting would be slow. */
export async function countMatching(
  db: Database,
  { campaignId, filter }: { campaignId: string; filter: SignatureFilter },
): Promise<number | null> {
  if (!isCountedCheaply(filter)) return null;
  const found = (filter.state ? [filter.state] : SIGNATURE_STATES).map(
    (
      one,
    ) => sql`(select from signatures where ${filterCondition({ campaignId, filter: { ...filter, state: one } })}
      order by signed_at, id limit ${OVER_MAX_COUNTED})`,
  );
  const [row] = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from (select from (${sql.join(found, sql` union all `)}) found limit ${OVER_MAX_COUNTED}) counted`,
  );
  return row?.total ?? 0;
}

/** Returns the supporter with this mailbox if they signed this campaign, or null. */
export async function findSigner(
  db: Database,
  { campaignId, mailbox }: { campaignId: string; mailbox: EmailAddress },
): Promise<{ id: string } | null> {
  const person = await getSupporterByMailbox(db, mailbox);
  if (!person) return null;
  const [signed] = await db
    .select({ signatureId: signatures.id })
    .from(signatures)
    .where(and(eq(signatures.supporterId, person.id), eq(signatures.campaignId, campaignId)));
  return signed ? person : null;
}
