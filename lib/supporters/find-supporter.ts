import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { canonicalAddress, emailKeyOf } from "./address";

/** Returns the supporter with this address, in any spelling, or null. */
export async function getSupporterByAddress(db: Database, address: string): Promise<{ id: string } | null> {
  const canonical = canonicalAddress(address);
  if (!canonical) return null;
  const [person] = await db
    .select({ id: supporters.id })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKeyOf(canonical)));
  return person ?? null;
}
