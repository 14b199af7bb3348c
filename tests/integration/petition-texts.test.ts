import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { petitionTexts, signatures } from "@/db/schema";
import { getCampaignPreview, latestTexts } from "@/lib/campaigns/campaign-to-edit";
import {
  createCampaign,
  discardDraft,
  publishPetitionTexts,
  savePetitionText,
} from "@/lib/campaigns/edit-campaign";
import { petitionTextOf } from "@/lib/campaigns/petition-text";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { saveSettings } from "@/lib/campaigns/save-settings";
import { settingsAsFields } from "@/lib/campaigns/settings";
import { getEditableCampaign, signAsNewSupporter } from "../support/campaign-editor";
import { aDatabase } from "../support/database";
import { aCampaign, aStaffMember } from "../support/factories";

const { db, owner, drop } = await aDatabase();
afterAll(drop);
const carl = (await aStaffMember(db, { role: "campaigner" })).id;
const now = new Date();

const read = (slug: string) => getEditableCampaign(db, slug);
const sign = (campaign: string, text?: string) => signAsNewSupporter(db, { campaign, text });

/** Publishes a new English petition text. */
async function republish(slug: string, ask: string) {
  const { published } = latestTexts(await read(slug), "en");
  if (!published) throw new Error("nothing is published");
  const text = { ...petitionTextOf(published), ask };
  await savePetitionText(db, { slug, locale: "en", base: petitionTextOf(published), text, by: carl });
  const { draft } = latestTexts(await read(slug), "en");
  if (!draft) throw new Error("nothing is drafted");
  return publishPetitionTexts(db, { slug, seen: [{ locale: "en", sha256: draft.sha256 }], by: carl });
}

async function askSignedBy(signatureId: string) {
  const [row] = await db
    .select({ ask: petitionTexts.ask })
    .from(signatures)
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .where(eq(signatures.id, signatureId));
  return row?.ask;
}

describe("a published petition text", () => {
  test.each([
    ["changed", sql`update petition_texts set ask = 'Something else' where published_at is not null`],
    ["unpublished", sql`update petition_texts set published_at = null where published_at is not null`],
    ["deleted", sql`delete from petition_texts where published_at is not null`],
    ["truncated", sql`truncate petition_texts cascade`],
    [
      "changed while triggers are disabled",
      sql`update petition_texts set ask = 'x' where published_at is not null`,
    ],
  ])("cannot be %s, not even by the database owner", async (what, statement) => {
    await aCampaign(db);
    const attempt = owner.transaction(async (tx) => {
      if (what.includes("disabled")) await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(statement);
    });
    await expect(attempt).rejects.toMatchObject({ cause: { code: "23001" } });
  });

  test("stays with the signatures made under it; later signatures have the new text", async () => {
    const { slug, texts } = await aCampaign(db);
    const before = texts.find(({ locale }) => locale === "en");
    const signedBefore = await sign(slug);
    expect(await republish(slug, "Send each child two cards.")).toMatchObject({ outcome: "published" });
    const signedAfter = await sign(slug);
    // This visitor opened the page before the change.
    const signedOldPage = await sign(slug, before?.id);
    expect(await askSignedBy(signedBefore)).toBe(before?.ask);
    expect(await askSignedBy(signedAfter)).toBe("Send each child two cards.");
    expect(await askSignedBy(signedOldPage)).toBe(before?.ask);
    expect((await getPublishedCampaign(db, { slug, locale: "en" }))?.ask).toBe("Send each child two cards.");
  });

  test("is replaced only by drafts that are unchanged since the review", async () => {
    const { slug } = await aCampaign(db);
    const { published } = latestTexts(await read(slug), "en");
    const base = petitionTextOf(published ?? { title: "", target: "", summary: "", ask: "" });
    await savePetitionText(db, { slug, locale: "en", base, text: { ...base, ask: "One" }, by: carl });
    const reviewed = [
      { locale: "en" as const, sha256: latestTexts(await read(slug), "en").draft?.sha256 ?? "" },
    ];
    await savePetitionText(db, {
      slug,
      locale: "en",
      base: { ...base, ask: "One" },
      text: { ...base, ask: "Two" },
      by: carl,
    });
    expect(await publishPetitionTexts(db, { slug, seen: reviewed, by: carl })).toEqual({
      outcome: "changed-meanwhile",
    });
    expect((await getPublishedCampaign(db, { slug, locale: "en" }))?.ask).toBe(base.ask);
    expect((await getCampaignPreview(db, { slug, locale: "en" }))?.ask).toBe("Two");
  });
});

describe("a draft", () => {
  test("keeps concurrent edits of different fields, and reports a conflict on the same field", async () => {
    const { slug } = await aCampaign(db);
    const { published } = latestTexts(await read(slug), "en");
    const base = petitionTextOf(published ?? { title: "", target: "", summary: "", ask: "" });
    const save = (text: typeof base) => savePetitionText(db, { slug, locale: "en", base, text, by: carl });
    const both = await Promise.all([save({ ...base, title: "Mine" }), save({ ...base, summary: "Yours" })]);
    expect(both.map(({ outcome }) => outcome)).toEqual(["saved", "saved"]);
    expect(latestTexts(await read(slug), "en").draft).toMatchObject({ title: "Mine", summary: "Yours" });
    const third = await save({ ...base, title: "Another" });
    expect(third).toMatchObject({ outcome: "conflict", conflicts: ["title"], stored: { title: "Mine" } });
    expect(latestTexts(await read(slug), "en").draft).toMatchObject({ title: "Mine" });
  });

  test("can be discarded, and is returned for undo", async () => {
    const { slug } = await aCampaign(db);
    const base = petitionTextOf(
      latestTexts(await read(slug), "es").published ?? { title: "", target: "", summary: "", ask: "" },
    );
    await savePetitionText(db, { slug, locale: "es", base, text: { ...base, title: "Otro" }, by: carl });
    const discarded = await discardDraft(db, { slug, locale: "es", by: carl });
    expect(discarded).toMatchObject({ outcome: "discarded", text: { title: "Otro" } });
    expect(latestTexts(await read(slug), "es").draft).toBeNull();
    if (discarded.outcome !== "discarded") throw new Error(discarded.outcome);
    const again = await savePetitionText(db, { slug, locale: "es", ...discarded, by: carl });
    expect(again).toMatchObject({ outcome: "saved" });
    expect(latestTexts(await read(slug), "es").draft).toMatchObject({ title: "Otro" });
    expect(latestTexts(await read(slug), "es").published).toMatchObject(base);
  });
});

test("two concurrent campaigns with the same slug: one is created", async () => {
  const campaign = {
    title: "Keep it open",
    target: "The mayor",
    language: "en",
    slug: "keep-it-open",
  } as const;
  const created = await Promise.all([1, 2, 3].map(() => createCampaign(db, { campaign, by: carl })));
  expect(created.map(({ outcome }) => outcome).sort()).toEqual(["created", "slug-taken", "slug-taken"]);
  expect(await getPublishedCampaign(db, { slug: "keep-it-open", locale: "en" })).toBeNull();
});

describe("settings", () => {
  test("keep concurrent edits, and report a conflict on the same setting", async () => {
    const { slug } = await aCampaign(db);
    const base = settingsAsFields(await read(slug));
    const save = (fields: Record<string, string>) =>
      saveSettings(db, { slug, base, fields: { ...base, ...fields }, by: carl, now });
    const both = await Promise.all([save({ goal: "2000" }), save({ "nextSteps.en": "We hand it over." })]);
    expect(both.map(({ outcome }) => outcome)).toEqual(["saved", "saved"]);
    expect(await read(slug)).toMatchObject({ goal: 2000, nextSteps: { en: "We hand it over." } });
    expect(await save({ goal: "3000" })).toMatchObject({
      outcome: "conflict",
      conflicts: ["goal"],
      stored: { goal: "2000" },
    });
    expect(await read(slug)).toMatchObject({ goal: 2000 });
  });

  test("refuse a deadline in the past", async () => {
    const { slug } = await aCampaign(db);
    const fields = { closesAt: "2025-01-01T00:00:00.000Z" };
    const saved = await saveSettings(db, { slug, base: { closesAt: "" }, fields, by: carl, now });
    expect(saved).toEqual({ outcome: "senseless", problem: "deadlinePassed" });
  });
});
