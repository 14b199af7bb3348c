import type { Database } from "@/db/client";
import { listAlertRecipientIds } from "@/lib/auth/alert-recipients";
import { recordSurges } from "@/lib/reporting/surges";

const CHECK_EVERY_MS = 10_000;

/** Alerts staff to campaigns that surge for the first time. Returns the milliseconds until the next check. */
export async function alertSurges(db: Database): Promise<number> {
  await recordSurges(db, { now: new Date(), listRecipientIds: listAlertRecipientIds });
  return CHECK_EVERY_MS;
}
