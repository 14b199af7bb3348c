import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { type EmailAddress, emailKeyOf } from "./address";

/** Returns the supporter with this mailbox, or null. */
export async function getSupporterByMailbox(
  db: Database,
  { canonical }: EmailAddress,
): Promise<{ id: string } | null> {
  const [person] = await db
    .select({ id: supporters.id })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKeyOf(canonical)));
  return person ?? null;
}
