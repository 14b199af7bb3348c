import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { canonicalAddress, emailKeyOf } from "./address";

/** The person of an address, in whatever spelling it is typed, or null. */
export async function getSupporterByAddress(db: Database, address: string): Promise<{ id: string } | null> {
  const canonical = canonicalAddress(address);
  if (!canonical) return null;
  const [person] = await db
    .select({ id: supporters.id })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKeyOf(canonical)));
  return person ?? null;
}
