import type { Transaction } from "@/db/client";
import { siteSettings } from "@/db/schema";
import { perProcess } from "@/db/singleton";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import type { PageChange } from "@/lib/page-changes";
import { withTimeout } from "@/lib/with-timeout";
import { type SettingKey, type Settings, settingSchemas } from "./site-settings";

/** Older settings are read again, while callers still get these. */
const REFRESH_AFTER_MS = 500;
/** Callers wait for settings that are newer than this: a saved setting reaches processes to which no notification arrives. */
const MAX_AGE_MS = 1_000;
/** While the database is unavailable or slow, callers wait for so long, and then not at all for a while. */
const MAX_WAIT_MS = 500;
const RETRY_AFTER_MS = 1_000;

type Kept = {
  settings: Settings;
  /** When these were read, on a monotonic clock. Negative infinity before the first time, and after a change. */
  readAt: number;
  retryAt: number;
  reading: Promise<void> | null;
  /** Changes so far: what was read before one of them is outdated. */
  changes: number;
};

/** One entry per database. The weak map lets tests and transactions have their own. */
const kept = perProcess("site-settings", () => ({
  byDatabase: new WeakMap<Transaction, Kept>(),
  changes: 0,
}));

/** Returns a setting of the site, as `getSettings` does. */
export async function getSetting<K extends SettingKey>(db: Transaction, key: K): Promise<Settings[K]> {
  return (await getSettings(db))[key];
}

/**
 * Returns the settings of the site. They are kept in this process, and are at most a second old. While the database is unavailable,
 * the last ones stay valid; if there are none yet, the defaults.
 */
export async function getSettings(db: Transaction): Promise<Settings> {
  const entry = entryFor(db);
  const isOutdated = entry.changes !== kept().changes;
  const now = performance.now();
  const age = isOutdated ? Number.POSITIVE_INFINITY : now - entry.readAt;
  if (age < REFRESH_AFTER_MS || now < entry.retryAt) return entry.settings;
  const reading = entry.reading ?? startReading(db, entry);
  if (age < MAX_AGE_MS) return entry.settings;
  const isRead = await withTimeout(
    reading.then(() => true),
    { timeoutMs: MAX_WAIT_MS, otherwise: () => false },
  );
  if (!isRead) entry.retryAt = performance.now() + RETRY_AFTER_MS;
  return entry.settings;
}

/** Makes the next caller wait for the settings as they are now. Call it after a change of the settings is committed, or announced. */
export function forgetSettings(): void {
  kept().changes += 1;
}

/** Forgets the settings, if a change of the public pages may be one of them. Call it before pages are rendered anew. */
export function forgetSettingsAfter({ kind, campaigns }: PageChange): void {
  if (kind === "content" && campaigns === null) forgetSettings();
}

function entryFor(db: Transaction): Kept {
  const { byDatabase } = kept();
  const existing = byDatabase.get(db);
  if (existing) return existing;
  const entry: Kept = {
    settings: settingSchemas.parse({}),
    readAt: Number.NEGATIVE_INFINITY,
    retryAt: 0,
    reading: null,
    changes: 0,
  };
  byDatabase.set(db, entry);
  return entry;
}

/** Reads again if the settings changed meanwhile: what was read may be from before. */
function startReading(db: Transaction, entry: Kept): Promise<void> {
  entry.reading = readUntilCurrent(db, entry)
    .catch((error: unknown) => {
      entry.retryAt = performance.now() + RETRY_AFTER_MS;
      log().warn({ cause: traceOf(error) }, "the settings could not be read, and the last ones stay valid");
    })
    .finally(() => {
      entry.reading = null;
    });
  return entry.reading;
}

async function readUntilCurrent(db: Transaction, entry: Kept): Promise<void> {
  do {
    const { changes } = kept();
    const startedAt = performance.now();
    const rows = await db.select({ key: siteSettings.key, value: siteSettings.value }).from(siteSettings);
    Object.assign(entry, {
      settings: settingSchemas.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value]))),
      readAt: startedAt,
      changes,
    });
  } while (entry.changes !== kept().changes);
}
