import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { auditEvents, siteSettings } from "@/db/schema";
import { PAGE_CHANGES_CHANNEL, type PageChange, parsePageChange } from "@/lib/page-changes";
import { forgetSettings, forgetSettingsAfter, getSetting, getSettings } from "@/lib/settings/get-setting";
import { listSettings } from "@/lib/settings/list-settings";
import { saveSetting } from "@/lib/settings/save-setting";
import { SETTING_KEYS, settingSchema } from "@/lib/settings/site-settings";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";
import { startFaultyProxy } from "../support/faulty-proxy";

const { db, owner, url, drop } = await aDatabase();
afterAll(drop);
const olga = (await aStaffMember(db, { role: "owner" })).id;
const OFF = { on: false, text: {} };
const PAUSED = { on: true, text: { en: "The site moves tonight." } };

beforeEach(async () => {
  await db.delete(siteSettings);
  forgetSettings();
});

const pauseSigning = (value: typeof OFF | typeof PAUSED = PAUSED) =>
  saveSetting(db, { key: "pause-signing", value, actorId: olga, now: new Date() });

/** Stores a value as another process does, without telling this one. */
const storeElsewhere = (value: unknown) =>
  db
    .insert(siteSettings)
    .values({ key: "pause-signing", value })
    .onConflictDoUpdate({ target: siteSettings.key, set: { value } });

const auditOfSigning = () =>
  db
    .select({ action: auditEvents.action, actorId: auditEvents.actorId, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.subject, "setting:pause-signing"))
    .orderBy(auditEvents.position);

describe("saving a setting", () => {
  test("takes effect at once in this process, and names who did it", async () => {
    expect(await getSetting(db, "pause-signing")).toEqual(OFF);
    expect(await pauseSigning()).toEqual({ outcome: "saved", before: OFF });
    expect(await getSetting(db, "pause-signing")).toEqual(PAUSED);
    const { settings, changes } = await listSettings(db);
    expect(settings["pause-signing"]).toEqual(PAUSED);
    expect(changes["pause-signing"]?.by).toMatchObject({ email: expect.stringContaining("@") });
    expect(changes["pause-mail"]).toBeUndefined();
  });

  test("is audited with the value before and after", async () => {
    const before = (await auditOfSigning()).length;
    await pauseSigning();
    await pauseSigning(OFF);
    const action = "setting.changed";
    const [off, paused] = [JSON.stringify(OFF), JSON.stringify(PAUSED)];
    expect((await auditOfSigning()).slice(before)).toEqual([
      { action, actorId: olga, details: { from: off, to: paused } },
      { action, actorId: olga, details: { from: paused, to: off } },
    ]);
  });

  test("announces that every page may have changed, on commit", async () => {
    const heard: (PageChange | null)[] = [];
    const { unlisten } = await owner.$client.listen(PAGE_CHANGES_CHANNEL, (payload) => {
      heard.push(parsePageChange(payload));
    });
    await pauseSigning();
    await expect.poll(() => heard).toEqual([{ kind: "content", campaigns: null }]);
    await unlisten();
  });

  test("changes nothing if the value is the same, even by two people at once", async () => {
    const before = (await auditOfSigning()).length;
    const outcomes = await Promise.all([pauseSigning(), pauseSigning(), pauseSigning()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["saved", "unchanged", "unchanged"]);
    expect(await auditOfSigning()).toHaveLength(before + 1);
    await db.delete(siteSettings);
    expect(await pauseSigning(OFF)).toEqual({ outcome: "unchanged" });
    expect((await listSettings(db)).changes).toEqual({});
  });

  test("refuses what does not match the schema", async () => {
    await expect(pauseSigning({ on: true, text: { en: "x".repeat(501) } })).rejects.toThrow();
    expect((await listSettings(db)).changes).toEqual({});
  });
});

describe("reading settings", () => {
  test("every setting has a default that matches its schema", async () => {
    const settings = await getSettings(db);
    for (const key of SETTING_KEYS)
      expect(settingSchema(key).safeParse(settings[key]).success, key).toBe(true);
    expect(SETTING_KEYS.length).toBeGreaterThan(3);
  });

  test("a change by another process is known after its notification, and without one soon after", async () => {
    expect(await getSetting(db, "pause-signing")).toEqual(OFF);
    await storeElsewhere(PAUSED);
    expect(await getSetting(db, "pause-signing")).toEqual(OFF);
    forgetSettingsAfter({ kind: "count", campaigns: ["wells"] });
    expect(await getSetting(db, "pause-signing")).toEqual(OFF);
    forgetSettingsAfter({ kind: "content", campaigns: null });
    expect(await getSetting(db, "pause-signing")).toEqual(PAUSED);
    await storeElsewhere(OFF);
    await expect.poll(() => getSetting(db, "pause-signing"), { timeout: 2_000 }).toEqual(OFF);
  });

  test("a change while settings are read is seen by the next caller", async () => {
    const reading = getSetting(db, "pause-signing");
    await storeElsewhere(PAUSED);
    forgetSettings();
    expect(await getSetting(db, "pause-signing")).toEqual(PAUSED);
    await reading;
  });

  test("a stored value of another version counts as the default", async () => {
    await storeElsewhere({ on: "perhaps" });
    await db.insert(siteSettings).values({ key: `future-${randomUUID()}`, value: 1 });
    forgetSettings();
    expect(await getSettings(db)).toMatchObject({ "pause-signing": OFF });
  });

  test("the last settings stay valid while the database is away or frozen", async () => {
    await pauseSigning();
    const proxy = await startFaultyProxy(url);
    const pool = connect(proxy.url, 2);
    const paused = () => {
      forgetSettings();
      return Promise.all(Array.from({ length: 20 }, () => getSetting(pool, "pause-signing")));
    };
    expect(new Set(await paused())).toEqual(new Set([PAUSED]));
    await proxy.disconnect();
    expect(new Set(await paused())).toEqual(new Set([PAUSED]));
    await proxy.reconnect();
    await storeElsewhere(OFF);
    await expect.poll(async () => (await paused())[0], { timeout: 5_000 }).toEqual(OFF);
    proxy.stopAnswering();
    await storeElsewhere(PAUSED);
    expect((await paused())[0]).toEqual(OFF);
    proxy.close();
    await pool.$client.end({ timeout: 0 });
  });

  test("without any database, the defaults are valid", async () => {
    const pool = connect("postgres://nobody@localhost:1/none", 1);
    expect(await getSetting(pool, "read-only")).toEqual({ on: false });
    await pool.$client.end({ timeout: 0 });
  });
});
