import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { suppressAddresses } from "../mutations";

/** Ends news and reminders for a person. What their signatures need is still mailed. Asking twice changes nothing. */
export async function unsubscribe(db: Database, supporterId: string): Promise<void> {
  await db
    .update(supporters)
    .set({ unsubscribedAt: sql`coalesce(${supporters.unsubscribedAt}, now())` })
    .where(eq(supporters.id, supporterId));
}

/** Ends all mail to a person's address, also to what somebody signs with it when the person is long forgotten. Asking twice changes nothing. */
export async function refuseMail(db: Database, supporterId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // The person first, then the address: who seals their mails takes the locks in this order.
    await tx
      .update(supporters)
      .set({ neverMailAt: sql`coalesce(${supporters.neverMailAt}, now())` })
      .where(eq(supporters.id, supporterId));
    await suppressAddresses(tx, { supporterIds: [supporterId], reason: "asked" });
  });
}

/** Takes back what a person refused. An address that bounced or complained stays silent: that was not theirs to ask. */
export async function acceptMail(db: Database, supporterId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [person] = await tx
      .update(supporters)
      .set({ neverMailAt: null, unsubscribedAt: null })
      .where(eq(supporters.id, supporterId))
      .returning({ emailKey: supporters.emailKey });
    if (!person) return;
    await tx
      .delete(suppressions)
      .where(and(eq(suppressions.emailKey, person.emailKey), eq(suppressions.reason, "asked")));
  });
}
