import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";
import { suppressEmailKeys } from "./suppress";

/**
 * Unsubscribes an address from news and reminders. Mails about its own signatures are still sent. Unsubscribing twice, or an
 * address without a supporter, changes nothing.
 */
export async function unsubscribe(db: Database, emailKey: Uint8Array): Promise<void> {
  await db
    .update(supporters)
    .set({ unsubscribedAt: sql`coalesce(${supporters.unsubscribedAt}, now())` })
    .where(eq(supporters.emailKey, emailKey));
}

/** Stops all mail to an address, even if its supporter was purged and the address signs again. Stopping twice changes nothing. */
export async function stopAllMail(db: Database, emailKey: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    // Locks the supporter before the suppression, in the same order as sealing mails, to avoid deadlocks.
    await tx
      .update(supporters)
      .set({ neverMailAt: sql`coalesce(${supporters.neverMailAt}, now())` })
      .where(eq(supporters.emailKey, emailKey));
    await suppressEmailKeys(tx, { emailKeys: [emailKey], reason: "asked" });
  });
}

/**
 * Resumes all mail to an address, even if its supporter was purged since. A suppression after a bounce or complaint stays.
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
 * The mail-settings form: stop news and reminders, stop all mail, or resume it. The one-click POST of a mail client
 * (RFC 8058) sends no choice and means the first.
 */
export const mailChoiceInput = z.object({
  choice: z.enum(["reminders", "never", "resume"]).default("reminders"),
});

export type MailChoice = z.infer<typeof mailChoiceInput>["choice"];

export type MailChoices = {
  /**
   * What the person accepts: all mail, only mails about their own signatures, or none. `unknown`: neither a supporter nor
   * a choice is stored, so nothing is sent until the address signs again.
   */
  wanted: "all" | "signatures-only" | "none" | "unknown";
  /** Why nothing is sent regardless of the choice. */
  suppressedBecause: "bounced" | "complained" | null;
};

/** Returns the mail settings of an address. */
export async function getMailChoices(db: Database, emailKey: Uint8Array): Promise<MailChoices> {
  const [person] = await db
    .select({ neverMailAt: supporters.neverMailAt, unsubscribedAt: supporters.unsubscribedAt })
    .from(supporters)
    .where(eq(supporters.emailKey, emailKey));
  const [{ reason } = { reason: null }] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(eq(suppressions.emailKey, emailKey));
  // After a purge the choice is stored only in the suppression.
  if (reason === "asked") return { wanted: "none", suppressedBecause: null };
  return { wanted: person ? chosenBy(person) : "unknown", suppressedBecause: reason };
}

function chosenBy(person: { neverMailAt: Date | null; unsubscribedAt: Date | null }) {
  if (person.neverMailAt) return "none";
  return person.unsubscribedAt ? "signatures-only" : "all";
}
