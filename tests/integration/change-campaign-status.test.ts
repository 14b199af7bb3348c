import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { auditEvents, campaignCounts, type campaigns } from "@/db/schema";
import {
  archiveCampaign,
  closeCampaign,
  openCampaign,
  publishCampaign,
  reopenCampaign,
  replaceCampaign,
  unarchiveCampaign,
  undoStatusChange,
  winCampaign,
} from "@/lib/campaigns/change-status";
import { createCampaign, savePetitionText } from "@/lib/campaigns/edit-campaign";
import {
  getPublishedCampaign,
  listCampaignsBySlug,
  listPublishedCampaigns,
} from "@/lib/campaigns/published-campaigns";
import { raiseGoals } from "@/lib/campaigns/raise-goals";
import { type StatusAction, statusTimestamps } from "@/lib/campaigns/status-transitions";
import { signCampaign } from "@/lib/signatures/sign";
import { getEditableCampaign, signAsNewSupporter } from "../support/campaign-editor";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);
const carl = (await aStaffMember(db, { role: "campaigner" })).id;
const now = new Date();

const read = (slug: string) => getEditableCampaign(db, slug);

const ACTIONS = {
  publish: publishCampaign,
  open: openCampaign,
  close: closeCampaign,
  win: winCampaign,
  replace: replaceCampaign,
  reopen: reopenCampaign,
  archive: archiveCampaign,
  unarchive: unarchiveCampaign,
};
type More = { successor?: string; outcomeTexts?: Record<string, string> };

const change = (slug: string, action: StatusAction, more: More = {}) =>
  ACTIONS[action](db, { slug, by: carl, now: new Date(), ...more });

const undo = (statuses: Pick<Parameters<typeof undoStatusChange>[1], "slug" | "before" | "after">) =>
  undoStatusChange(db, { ...statuses, by: carl, now: new Date() });

describe("the status of a campaign", () => {
  test("publishing needs a complete petition text, and can be undone until the first signature", async () => {
    const campaign = {
      title: "Plant trees",
      target: "The city",
      language: "en",
      slug: "plant-trees",
    } as const;
    await createCampaign(db, { campaign, by: carl });
    expect(await change("plant-trees", "publish")).toMatchObject({
      outcome: "texts-missing",
      locales: ["en"],
    });
    const base = { title: "Plant trees", target: "The city", summary: "", ask: "" };
    const text = { ...base, summary: "It is hot.", ask: "Plant a thousand." };
    await savePetitionText(db, { slug: "plant-trees", locale: "en", base, text, by: carl });
    const published = await change("plant-trees", "publish");
    if (published.outcome !== "done") throw new Error(published.outcome);
    expect(await getPublishedCampaign(db, { slug: "plant-trees", locale: "es" })).toMatchObject({
      status: "open",
      ask: "Plant a thousand.",
    });
    expect(await undo({ slug: "plant-trees", ...published })).toEqual({
      outcome: "undone",
    });
    expect(await getPublishedCampaign(db, { slug: "plant-trees", locale: "en" })).toBeNull();
    const again = await change("plant-trees", "publish");
    if (again.outcome !== "done") throw new Error(again.outcome);
    await signAsNewSupporter(db, { campaign: "plant-trees" });
    expect(await undo({ slug: "plant-trees", ...again })).toEqual({
      outcome: "signed-already",
    });
  });

  test("closing and winning show the outcome text, and can be undone unless the status has changed since", async () => {
    const { slug } = await aCampaign(db);
    const closed = await change(slug, "close", { outcomeTexts: { en: "The mayor said no." } });
    if (closed.outcome !== "done") throw new Error(closed.outcome);
    expect(await getPublishedCampaign(db, { slug, locale: "en" })).toMatchObject({
      status: "closed",
      outcome: "The mayor said no.",
    });
    expect(await signCampaign(db, aSigner({ campaign: slug }))).toEqual({ outcome: "closed-campaign" });
    const won = await change(slug, "win", { outcomeTexts: { en: "She said yes after all." } });
    expect(await undo({ slug, ...closed })).toEqual({ outcome: "changed-meanwhile" });
    if (won.outcome !== "done") throw new Error(won.outcome);
    expect(await undo({ slug, ...won })).toEqual({ outcome: "undone" });
    expect((await read(slug)).status).toBe("closed");
    expect(await change(slug, "close")).toEqual({ outcome: "not-possible" });
  });

  test("undo refuses a forged former status", async () => {
    const { slug } = await aCampaign(db, { publishedAt: null, opensAt: null });
    const [unchanged, other] = [statusTimestamps(await read(slug)), await aCampaign(db)];
    const longAgo = new Date("2020-01-01T00:00:00Z");
    for (const before of [
      { ...unchanged, publishedAt: longAgo },
      { ...unchanged, publishedAt: longAgo, wonAt: longAgo },
      { ...unchanged, successorId: other.id },
    ])
      expect(await undo({ slug, before, after: unchanged })).toEqual({ outcome: "not-possible" });
    expect(statusTimestamps(await read(slug))).toEqual(unchanged);
  });

  test("undo refuses a former successor that would form a circle", async () => {
    const [one, two, three] = [await aCampaign(db), await aCampaign(db), await aCampaign(db)];
    await change(one.slug, "replace", { successor: two.slug });
    const again = await change(one.slug, "replace", { successor: three.slug });
    if (again.outcome !== "done") throw new Error(again.outcome);
    expect(await change(two.slug, "replace", { successor: one.slug })).toMatchObject({ outcome: "done" });
    expect(await undo({ slug: one.slug, ...again })).toEqual({ outcome: "circle" });
  });

  test.each(["publish", "open", "close", "win", "replace", "reopen", "archive", "unarchive"] as const)(
    "undoing %s restores the former status",
    async (action) => {
      const soon = new Date(Date.now() + 60_000);
      const begins: Partial<Record<StatusAction, Partial<typeof campaigns.$inferInsert>>> = {
        publish: { publishedAt: null, opensAt: null },
        open: { opensAt: soon },
        reopen: { closedAt: now, closesAt: now },
        archive: { wonAt: now },
        unarchive: { archivedAt: now, wonAt: now },
      };
      const { slug } = await aCampaign(db, begins[action]);
      const before = statusTimestamps(await read(slug));
      const done = await change(slug, action, { successor: (await aCampaign(db)).slug });
      if (done.outcome !== "done") throw new Error(done.outcome);
      expect(await undo({ slug, before: done.before, after: done.after })).toEqual({ outcome: "undone" });
      expect(statusTimestamps(await read(slug))).toEqual(before);
    },
  );

  test("an archived campaign leaves the lists, and its page stays", async () => {
    const { slug } = await aCampaign(db, { closedAt: now });
    expect(await change(slug, "archive")).toMatchObject({ outcome: "done" });
    const listed = await listPublishedCampaigns(db, { locale: "en", limit: 100 });
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.map((campaign) => campaign.slug)).not.toContain(slug);
    expect(await getPublishedCampaign(db, { slug, locale: "en" })).not.toBeNull();
  });
});

describe("a successor", () => {
  test("is found through a chain of replaced campaigns", async () => {
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
      status: "replaced",
      successor: { slug: third.slug, status: "open" },
    });
  });

  test("never forms a circle, even when two people set successors at the same moment", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const named = await Promise.all([
      change(one.slug, "replace", { successor: other.slug }),
      change(other.slug, "replace", { successor: one.slug }),
    ]);
    expect(named.map(({ outcome }) => outcome).sort()).toEqual(["circle", "done"]);
  });

  test("has the time of the replacement, until the campaign is reopened", async () => {
    const [one, two] = [await aCampaign(db), await aCampaign(db)];
    const start = new Date();
    const done = await change(one.slug, "replace", { successor: two.slug });
    expect(done).toMatchObject({ outcome: "done", before: { replacedAt: null } });
    expect((await read(one.slug)).replacedAt?.getTime()).toBeGreaterThanOrEqual(start.getTime());
    expect(await change(one.slug, "reopen")).toMatchObject({ outcome: "done" });
    expect(await read(one.slug)).toMatchObject({ status: "open", successorId: null, replacedAt: null });
  });

  test("must be public", async () => {
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
  const goalOf = async (slug: string) => (await read(slug)).goal;

  test("rises once at 80 %, with four concurrent workers, and the audit log records it", async () => {
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
