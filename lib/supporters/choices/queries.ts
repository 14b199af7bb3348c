import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";

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
