import { asc, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { newId } from "@/lib/ids";

/** Stops all mail to the addresses of these people, in whatever spelling they are typed again. Doing it twice changes nothing. */
export async function suppressAddresses(
  tx: Transaction,
  { supporterIds, reason }: { supporterIds: string[]; reason: Reason },
): Promise<void> {
  const addresses = await tx
    .select({ emailKey: supporters.emailKey })
    .from(supporters)
    .where(inArray(supporters.id, supporterIds))
    // Everybody who suppresses several locks them in the same order, so that no two wait for each other.
    .orderBy(asc(supporters.emailKey));
  await suppressEmailKeys(tx, { emailKeys: addresses.map(({ emailKey }) => emailKey), reason });
}

/** Stops all mail to addresses, whether or not we know anybody by them. Doing it twice changes nothing. */
export async function suppressEmailKeys(
  tx: Transaction,
  { emailKeys, reason }: { emailKeys: Uint8Array[]; reason: Reason },
): Promise<void> {
  if (emailKeys.length === 0) return;
  await tx
    .insert(suppressions)
    .values(emailKeys.map((emailKey) => ({ id: newId(), emailKey, reason })))
    .onConflictDoUpdate({
      target: suppressions.emailKey,
      set: { reason: sql`excluded.reason`, at: sql`excluded.at` },
      setWhere: sql`array_position(${BY_WEIGHT}, excluded.reason) > array_position(${BY_WEIGHT}, ${suppressions.reason})`,
    });
}

export type Reason = (typeof suppressions.$inferInsert)["reason"];

/** The weightier reason stays, whichever came first: what somebody asked for they may take back, a bounce or complaint they may not. */
const BY_WEIGHT = sql`array['asked', 'bounced', 'complained']`;
