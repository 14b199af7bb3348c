import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { siteSettings, users } from "@/db/schema";
import { SETTING_KEYS, type SettingKey, type Settings, settingSchemas } from "./site-settings";

/** When a setting was saved last, and by whom. */
export type LastChange = { at: Date; by: { name: string | null; email: string } | null };

/** Returns the settings as they are stored now, and the last change of those that were ever saved. */
export async function listSettings(
  db: Transaction,
): Promise<{ settings: Settings; changes: Partial<Record<SettingKey, LastChange>> }> {
  const rows = await db
    .select({
      key: siteSettings.key,
      value: siteSettings.value,
      at: siteSettings.updatedAt,
      name: users.name,
      email: users.email,
    })
    .from(siteSettings)
    .leftJoin(users, eq(users.id, siteSettings.updatedBy));
  const changes = SETTING_KEYS.flatMap((known) => {
    const row = rows.find(({ key }) => key === known);
    if (!row) return [];
    const by = row.email === null ? null : { name: row.name, email: row.email };
    return [[known, { at: row.at, by }] as const];
  });
  return {
    settings: settingSchemas.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value]))),
    changes: Object.fromEntries(changes),
  };
}
