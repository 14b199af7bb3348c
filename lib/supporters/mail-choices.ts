import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { suppressEmailKeys } from "./suppress";

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
export async function stopAllMail(db: Database, emailKey: Uint8Array): Promise<void> {
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
export async function resumeMail(db: Database, emailKey: Uint8Array): Promise<void> {
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

/**
 * What somebody chooses of our mails: no news and no reminders, none at all, or all of them again. The one-click POST of
 * a mail programme (RFC 8058) names no choice and means the first.
 */
export const mailChoiceInput = z.object({
  choice: z.enum(["reminders", "never", "resume"]).default("reminders"),
});

export type MailChoice = z.infer<typeof mailChoiceInput>["choice"];

export type MailChoices = {
  /**
   * What the person lets us send: all of it, only what their signatures need, or nothing. `forgotten`: we know neither
   * them nor a wish of theirs any more, so there is nothing to send until somebody signs with the address again.
   */
  wanted: "all" | "needed" | "none" | "forgotten";
  /** Why we send nothing all the same. */
  stopped: "bounced" | "complained" | null;
};

/** What is mailed to an address now. */
export async function getMailChoices(db: Database, emailKey: Uint8Array): Promise<MailChoices> {
  const [person] = await db
    .select({ neverMailAt: supporters.neverMailAt, unsubscribedAt: supporters.unsubscribedAt })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKey));
  const [{ reason } = { reason: null }] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(eq(suppressions.emailKey, emailKey));
  // Of somebody who asked and was forgotten, only the address still says so.
  if (reason === "asked") return { wanted: "none", stopped: null };
  return { wanted: person ? wantedBy(person) : "forgotten", stopped: reason };
}

function wantedBy(person: { neverMailAt: Date | null; unsubscribedAt: Date | null }) {
  if (person.neverMailAt) return "none";
  return person.unsubscribedAt ? "needed" : "all";
}
