import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { auditEvents, shareTexts } from "@/db/schema";
import { getShareTexts, listShareTexts } from "@/lib/sharing/list-share-texts";
import { saveShareTexts } from "@/lib/sharing/save-share-texts";
import { NO_STAFF_TEXTS, type StaffTexts, shareMessage } from "@/lib/sharing/share-texts";
import { shareTextsInput } from "@/lib/sharing/share-texts-input";
import { aDatabase } from "../support/database";
import { aCampaign, aStaffMember } from "../support/factories";

const DEFAULTS = { message: "Signed “{title}”", subject: "{title}", body: "Read “{title}”" };
const now = new Date("2026-11-25T10:00:00Z");

const { db, drop } = await aDatabase();
afterAll(drop);
const { id: by } = await aStaffMember(db, { role: "campaigner", email: "carl@example.org" });
let campaign: Awaited<ReturnType<typeof aCampaign>>;

beforeEach(async () => {
  campaign = await aCampaign(db);
});

const save = (texts: Partial<StaffTexts>, base: StaffTexts = NO_STAFF_TEXTS) =>
  saveShareTexts(db, {
    slug: campaign.slug,
    locale: "es",
    base,
    texts: { ...base, ...texts },
    by,
    now,
  });

const stored = () => getShareTexts(db, { slug: campaign.slug, locale: "es" });

test("uses the staff's share texts, and defaults for empty ones", async () => {
  expect(await save({ message: "Que cada niña lea" })).toMatchObject({
    outcome: "saved",
    changed: ["message"],
  });
  const texts = await stored();
  expect(shareMessage({ title: "Carnés", ours: DEFAULTS, written: texts })).toEqual({
    message: "Que cada niña lea",
    subject: "Carnés",
    body: "Read “Carnés”",
  });
});

test("a text applies to one campaign and language only", async () => {
  await save({ message: "Que cada niña lea" });
  const other = await aCampaign(db);
  const slugs = [campaign.slug, other.slug];
  expect(await listShareTexts(db, { slugs, locale: "en" })).toEqual({});
  expect(Object.keys(await listShareTexts(db, { slugs, locale: "es" }))).toEqual([campaign.slug]);
});

test("records every change in the audit log with language and fields, but not the text", async () => {
  await save({ message: "Palabras", subject: "Asunto" });
  await save({}, { message: "Palabras", subject: "Asunto", body: "" });
  const events = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.subject, `campaign:${campaign.slug}`));
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    action: "campaign.share-texts-changed",
    actorId: by,
    details: { locale: "es", changed: "message, subject" },
  });
});

test("merges edits of different texts, and returns a conflict for the same text", async () => {
  await save({ message: "De Ana" });
  expect(await save({ subject: "De Luis" })).toMatchObject({ outcome: "saved", theirs: ["message"] });
  expect(await stored()).toEqual({ message: "De Ana", subject: "De Luis", body: "" });
  expect(await save({ message: "De Luis" })).toMatchObject({
    outcome: "conflict",
    conflicts: ["message"],
    stored: { message: "De Ana" },
  });
  expect(await stored()).toMatchObject({ message: "De Ana" });
});

test("concurrent saves neither overwrite nor duplicate each other", async () => {
  const outcomes = await Promise.all([save({ message: "Uno" }), save({ message: "Dos" })]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["conflict", "saved"]);
});

test("restoring the defaults deletes the row and can be undone", async () => {
  await save({ message: "Palabras", body: "Carta" });
  const written = { message: "Palabras", subject: "", body: "Carta" };
  const restored = await save(NO_STAFF_TEXTS, written);
  expect(restored).toMatchObject({ outcome: "saved", before: written });
  expect(await db.$count(shareTexts, eq(shareTexts.campaignId, campaign.id))).toBe(0);
  await save(written);
  expect(await stored()).toEqual(written);
});

test("refuses an unknown campaign", async () => {
  const asked = { slug: "nowhere", locale: "en", base: {}, texts: NO_STAFF_TEXTS, by, now } as const;
  expect(await saveShareTexts(db, asked)).toEqual({ outcome: "unknown-campaign" });
});

test("limits the length of input, and normalises Unicode and line endings", () => {
  const sent = { message: " Uno\r\ndos ", subject: "a\n b", body: "" };
  expect(shareTextsInput.parse(sent)).toEqual({ message: "Uno\ndos", subject: "a b", body: "" });
  expect(shareTextsInput.safeParse({ ...sent, message: "a".repeat(501) }).success).toBe(false);
  expect(shareTextsInput.safeParse({ ...sent, subject: "a".repeat(151) }).success).toBe(false);
  expect(shareTextsInput.safeParse({ message: "" }).success).toBe(false);
});
