import type { Database } from "@/db/client";
import { listOwnerIds } from "@/lib/auth/alert-recipients";
import { applyRetention } from "@/lib/retention/apply-retention";

/** Deletes the personal data whose time has come, and mails the owners what was done. */
export async function applyRetentionNow(db: Database): Promise<void> {
  await applyRetention(db, { now: new Date(), ownerIds: await listOwnerIds(db) });
}
