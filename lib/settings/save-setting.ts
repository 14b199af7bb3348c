import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { siteSettings } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { sha256 } from "@/lib/crypto";
import { pagesChanged } from "@/lib/page-changes";
import { forgetSettings } from "./get-setting";
import { type SettingKey, type Settings, settingSchema, settingSchemas } from "./site-settings";

type ToSave<K extends SettingKey> = {
  key: K;
  value: Settings[K];
  /** The member of staff, or null for the command line. */
  actorId: string | null;
  now: Date;
};

/** Longer values are audited as their hash. */
const MAX_AUDITED_LENGTH = 2_000;

/**
 * Saves a setting of the site, with an event in the audit log, and announces that all pages may have changed. Every process knows
 * the new value within two seconds. Returns the value before, so that the change can be undone. Saving the same value changes nothing.
 */
export async function saveSetting<K extends SettingKey>(db: Database, { key, value, ...by }: ToSave<K>) {
  const after = settingSchema(key).parse(value);
  const saved = await db.transaction(async (tx) => {
    const before = await lockSetting(tx, key);
    if (isDeepStrictEqual(before, after)) return { outcome: "unchanged" } as const;
    const change = { value: after, updatedAt: by.now, updatedBy: by.actorId };
    await tx
      .insert(siteSettings)
      .values({ key, ...change })
      .onConflictDoUpdate({ target: siteSettings.key, set: change });
    await pagesChanged(tx);
    await recordAudit(tx, {
      actorId: by.actorId,
      action: "setting.changed",
      subject: `setting:${key}`,
      details: { from: audited(before), to: audited(after) },
    });
    return { outcome: "saved", before } as const;
  });
  // Not before the commit: until then this process would read the old value again.
  forgetSettings();
  return saved;
}

/** Locks a setting until the transaction ends, and returns its value. There is no row to lock before the first time. */
async function lockSetting<K extends SettingKey>(tx: Transaction, key: K): Promise<Settings[K]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`setting:${key}`}, 0))`);
  const [row] = await tx
    .select({ value: siteSettings.value })
    .from(siteSettings)
    .where(eq(siteSettings.key, key));
  return settingSchemas.parse({ [key]: row?.value })[key];
}

function audited(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_AUDITED_LENGTH ? text : `sha256:${Buffer.from(sha256(text)).toString("hex")}`;
}
