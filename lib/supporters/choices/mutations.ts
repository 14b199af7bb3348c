import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { suppressEmailKeys } from "../mutations";

/**
 * Ends news and reminders for the person of an address. What their signatures need is still mailed. Asking twice changes
 * nothing, and neither does asking for somebody forgotten, who gets neither.
 */
export async function unsubscribe(db: Database, emailKey: Uint8Array): Promise<void> {
  await db
    .update(supporters)
    .set({ unsubscribedAt: sql`coalesce(${supporters.unsubscribedAt}, now())` })
    .where(eq(supporters.emailKey, emailKey));
}

/** Ends all mail to an address, also to what somebody signs with it when its person is long forgotten. Asking twice changes nothing. */
export async function refuseMail(db: Database, emailKey: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    // The person first, then the address: who seals their mails takes the locks in this order.
    await tx
      .update(supporters)
      .set({ neverMailAt: sql`coalesce(${supporters.neverMailAt}, now())` })
      .where(eq(supporters.emailKey, emailKey));
    await suppressEmailKeys(tx, { emailKeys: [emailKey], reason: "asked" });
  });
}

/**
 * Takes back what was refused for an address, also when its person was forgotten since. One that bounced or complained stays
 * silent: that was not theirs to ask.
 */
export async function acceptMail(db: Database, emailKey: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(supporters)
      .set({ neverMailAt: null, unsubscribedAt: null })
      .where(eq(supporters.emailKey, emailKey));
    await tx
      .delete(suppressions)
      .where(and(eq(suppressions.emailKey, emailKey), eq(suppressions.reason, "asked")));
  });
}
