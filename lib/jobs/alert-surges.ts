import type { Database } from "@/db/client";
import { listAlertRecipientIds } from "@/lib/auth/alert-recipients";
import { noticeSurges } from "@/lib/reporting/surges";

const LOOK_EVERY_MS = 10_000;

/** One look for campaigns that take off; says how long to rest. */
export async function surgeRound(db: Database): Promise<number> {
  await noticeSurges(db, { now: new Date(), listWatcherIds: listAlertRecipientIds });
  return LOOK_EVERY_MS;
}
