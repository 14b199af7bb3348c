import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";

/** Returns the address of a supporter, still encrypted, their language, and whether it gets no mail. Null if there is no such supporter. */
export async function getRecipient(db: Transaction, supporterId: string) {
  const [person] = await db
    .select({
      emailKey: supporters.emailKey,
      emailCipher: supporters.emailCipher,
      locale: supporters.locale,
      isSuppressed: sql<boolean>`${supporters.neverMailAt} is not null or ${suppressions.id} is not null`,
    })
    .from(supporters)
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(eq(supporters.id, supporterId));
  return person ?? null;
}
