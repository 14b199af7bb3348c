import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters, suppressions } from "@/db/schema";

export type MailChoices = {
  /** What the person lets us send: all of it, only what their signatures need, or nothing. */
  wanted: "all" | "needed" | "none";
  /** Why we send nothing all the same. */
  stopped: "bounced" | "complained" | null;
};

/** What is mailed to a person now, or null when nothing is known of them any more. */
export async function getMailChoices(db: Database, supporterId: string): Promise<MailChoices | null> {
  const [person] = await db
    .select({
      neverMailAt: supporters.neverMailAt,
      unsubscribedAt: supporters.unsubscribedAt,
      reason: suppressions.reason,
    })
    .from(supporters)
    .leftJoin(suppressions, eq(suppressions.emailKey, supporters.emailKey))
    .where(eq(supporters.id, supporterId));
  if (!person) return null;
  const { neverMailAt, unsubscribedAt, reason } = person;
  const refused = unsubscribedAt ? "needed" : "all";
  return {
    // Of somebody who asked, was forgotten and signed again, only the address still says so.
    wanted: neverMailAt || reason === "asked" ? "none" : refused,
    stopped: reason === "asked" ? null : reason,
  };
}
