import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { auditEvents, campaignCounts, type campaigns } from "@/db/schema";
import { createCampaign, saveWords } from "@/lib/campaigns/drafting/mutations";
import { raiseGoals } from "@/lib/campaigns/goals/mutations";
import { changeLife, undoLife } from "@/lib/campaigns/life/mutations";
import type { Deed } from "@/lib/campaigns/life/rules";
import {
  getPublishedCampaign,
  listCampaignsBySlug,
  listPlacesShowing,
  listPublishedCampaigns,
} from "@/lib/campaigns/queries";
import { signCampaign } from "@/lib/signatures/mutations";
import { deskOf, somebodyNewSigns } from "../support/campaign-desk";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);
const carl = (await aStaffMember(db, { role: "campaigner" })).id;
const now = new Date();

const desk = (slug: string) => deskOf(db, slug);

const change = (slug: string, deed: Deed, more: { successor?: string; told?: Record<string, string> } = {}) =>
  changeLife(db, { slug, deed, by: carl, now: new Date(), ...more });

describe("the life of a campaign", () => {
  test("begins when all its words are written, and can be taken back until somebody signs", async () => {
    const campaign = {
      title: "Plant trees",
      target: "The city",
      language: "en",
      slug: "plant-trees",
    } as const;
    await createCampaign(db, { campaign, by: carl });
    expect(await change("plant-trees", "publish")).toMatchObject({
      outcome: "words-missing",
      locales: ["en"],
    });
    const base = { title: "Plant trees", target: "The city", summary: "", ask: "" };
    const words = { ...base, summary: "It is hot.", ask: "Plant a thousand." };
    await saveWords(db, { slug: "plant-trees", locale: "en", base, words, by: carl });
    const published = await change("plant-trees", "publish");
    if (published.outcome !== "done") throw new Error(published.outcome);
    expect(await getPublishedCampaign(db, { slug: "plant-trees", locale: "es" })).toMatchObject({
      state: "open",
      ask: "Plant a thousand.",
    });
    expect(await undoLife(db, { slug: "plant-trees", ...published, by: carl })).toEqual({
      outcome: "undone",
    });
    expect(await getPublishedCampaign(db, { slug: "plant-trees", locale: "en" })).toBeNull();
    const again = await change("plant-trees", "publish");
    if (again.outcome !== "done") throw new Error(again.outcome);
    await somebodyNewSigns(db, { campaign: "plant-trees" });
    expect(await undoLife(db, { slug: "plant-trees", ...again, by: carl })).toEqual({
      outcome: "signed-already",
    });
  });

  test("ends, is told, and is taken back unless it has changed since", async () => {
    const { slug } = await aCampaign(db);
    const closed = await change(slug, "close", { told: { en: "The mayor said no." } });
    if (closed.outcome !== "done") throw new Error(closed.outcome);
    expect(await getPublishedCampaign(db, { slug, locale: "en" })).toMatchObject({
      state: "closed",
      outcome: "The mayor said no.",
    });
    expect(await signCampaign(db, aSigner({ campaign: slug }))).toEqual({ outcome: "closed-campaign" });
    const won = await change(slug, "win", { told: { en: "She said yes after all." } });
    expect(await undoLife(db, { slug, ...closed, by: carl })).toEqual({ outcome: "changed-meanwhile" });
    if (won.outcome !== "done") throw new Error(won.outcome);
    expect(await undoLife(db, { slug, ...won, by: carl })).toEqual({ outcome: "undone" });
    expect((await desk(slug)).state).toBe("closed");
    expect(await change(slug, "close")).toEqual({ outcome: "not-possible" });
  });

  test("is over in the lists once it is archived, and its page stays", async () => {
    const { slug } = await aCampaign(db, { closedAt: now });
    expect(await change(slug, "archive")).toMatchObject({ outcome: "done" });
    const listed = await listPublishedCampaigns(db, { locale: "en", limit: 100 });
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.map((campaign) => campaign.slug)).not.toContain(slug);
    expect(await getPublishedCampaign(db, { slug, locale: "en" })).not.toBeNull();
  });
});

describe("a successor", () => {
  test("takes the place of what it carries on, through all that came between", async () => {
    const [first, second, third] = [await aCampaign(db), await aCampaign(db), await aCampaign(db)];
    expect(await change(first.slug, "replace", { successor: second.slug })).toMatchObject({
      outcome: "done",
    });
    expect(await change(second.slug, "replace", { successor: third.slug })).toMatchObject({
      outcome: "done",
    });
    const [shown] = await listCampaignsBySlug(db, { locale: "en", slugs: [first.slug] });
    expect(shown).toMatchObject({
      slug: first.slug,
      state: "replaced",
      carriedOnBy: { slug: third.slug, state: "open" },
    });
    const article = await anArticle(db, { carries: [first] });
    const places = await listPlacesShowing(db, third.slug);
    expect(places.map(({ slug }) => slug).sort()).toEqual(
      [first.slug, second.slug, third.slug, article.slug].sort(),
    );
  });

  test("never leads back, even when two people close the circle at the same moment", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const named = await Promise.all([
      change(one.slug, "replace", { successor: other.slug }),
      change(other.slug, "replace", { successor: one.slug }),
    ]);
    expect(named.map(({ outcome }) => outcome).sort()).toEqual(["circle", "done"]);
  });

  test("is a campaign that the public can see", async () => {
    const one = await aCampaign(db);
    const draft = await aCampaign(db, { publishedAt: null });
    expect(await change(one.slug, "replace", { successor: draft.slug })).toEqual({ outcome: "no-successor" });
  });
});

describe("a goal", () => {
  const withCount = async (confirmed: number, more: Partial<typeof campaigns.$inferInsert> = {}) => {
    const campaign = await aCampaign(db, { goal: 100, ...more });
    const half = Math.floor(confirmed / 2);
    await db.insert(campaignCounts).values([
      { campaignId: campaign.id, slot: 0, confirmed: half },
      { campaignId: campaign.id, slot: 1, confirmed: confirmed - half },
    ]);
    return campaign.slug;
  };
  const goalOf = async (slug: string) => (await desk(slug)).goal;

  test("rises once at 80 %, however many workers look, and the audit log says so", async () => {
    const [near, far, fixed, over] = [
      await withCount(80),
      await withCount(79),
      await withCount(90, { raisesGoal: false }),
      await withCount(90, { closedAt: now }),
    ];
    const rounds = await Promise.all([1, 2, 3, 4].map(() => raiseGoals(db)));
    expect(rounds.flat()).toEqual([{ slug: near, from: 100, to: 250 }]);
    expect(await Promise.all([near, far, fixed, over].map(goalOf))).toEqual([250, 100, 100, 100]);
    expect(await raiseGoals(db)).toEqual([]);
    const written = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `campaign:${near}`));
    expect(written).toMatchObject([
      { actorId: null, action: "campaign.goal-raised", details: { from: "100", to: "250" } },
    ]);
  });
});
