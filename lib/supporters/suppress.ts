import { asc, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { newId } from "@/lib/ids";

/**
 * Stops all mail to the addresses of these supporters, in any spelling. A suppression has no end: only `resumeMail` deletes one, if
 * its owner requested it. Repeating it changes nothing.
 */
export async function suppressAddresses(
  tx: Transaction,
  { supporterIds, reason }: { supporterIds: string[]; reason: Reason },
): Promise<void> {
  const addresses = await tx
    .select({ emailKey: supporters.emailKey })
    .from(supporters)
    .where(inArray(supporters.id, supporterIds))
    // Always in this order, to avoid deadlocks.
    .orderBy(asc(supporters.emailKey));
  await suppressEmailKeys(tx, { emailKeys: addresses.map(({ emailKey }) => emailKey), reason });
}

/** Stops all mail to addresses, with or without a supporter. Repeating it changes nothing. */
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
      setWhere: sql`array_position(${REASONS_BY_STRENGTH}, excluded.reason) > array_position(${REASONS_BY_STRENGTH}, ${suppressions.reason})`,
    });
}

export type Reason = (typeof suppressions.$inferInsert)["reason"];

/** The stronger reason is kept: people can revoke their own request (`asked`), but not a bounce or complaint. */
const REASONS_BY_STRENGTH = sql`array['asked', 'bounced', 'complained']`;
