import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { canonicalAddress, emailKeyOf, isAddressOpen } from "./rules";

/** Whether this process has the APP_SECRET that addresses are sealed under: judged by the newest one, true while there is none. */
export async function canOpenAddresses(db: Database): Promise<boolean> {
  const [newest] = await db
    .select({ id: supporters.id, emailCipher: supporters.emailCipher })
    .from(supporters)
    .orderBy(desc(supporters.id))
    .limit(1);
  return newest === undefined || isAddressOpen(newest.emailCipher, newest.id);
}

/** The person of an address, in whatever spelling it is typed, or null. */
export async function findSupporter(db: Database, address: string): Promise<{ id: string } | null> {
  const canonical = canonicalAddress(address);
  if (!canonical) return null;
  const [person] = await db
    .select({ id: supporters.id })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKeyOf(canonical)));
  return person ?? null;
}
