import type { Transaction } from "@/db/client";
import { getSetting } from "./get-setting";

/** Whether the public sees only the count of a campaign: no signers, comments, milestones, and no figures of share links. */
export async function areBreakdownsHidden(db: Transaction): Promise<boolean> {
  return (await getSetting(db, "hide-breakdowns")).on;
}
