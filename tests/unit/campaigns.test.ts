import { describe, expect, test } from "vitest";
import { newCampaignInput, settingsInput } from "@/lib/campaigns/campaign-input";
import { campaignState, MAX_GOAL, nextGoal } from "@/lib/campaigns/campaign-status";
import {
  comparePetitionTexts,
  listMissingFields,
  mergeFields,
  settingsAsFields,
  timesProblem,
  withFields,
} from "@/lib/campaigns/petition-text";
import { listPossibleActions, nextStatus } from "@/lib/campaigns/status-transitions";
import { successorOf } from "@/lib/campaigns/successors";

const now = new Date("2026-11-25T10:00:00Z");
const yesterday = new Date("2026-11-24T10:00:00Z");
const tomorrow = new Date("2026-11-26T10:00:00Z");

describe("a goal", () => {
  test.each([
    [100, 79, 100],
    [100, 80, 250],
    [250, 199, 250],
    [250, 200, 500],
    [500, 400, 1_000],
    [1_000, 800, 2_500],
    [2_500, 2_000, 5_000],
    [5_000, 4_000, 10_000],
    [1_000_000, 800_000, 2_500_000],
  ])("of %i with %i signatures becomes %i", (goal, signatures, becomes) => {
    expect(nextGoal(goal, signatures)).toBe(becomes);
  });

  test("skips steps of which 80 % is reached", () => {
    expect(nextGoal(100, 3_000)).toBe(5_000);
    expect(nextGoal(100, 5_000_000)).toBe(10_000_000);
  });

  test("that staff set is kept until 80 %, then rises to the next step", () => {
    expect(nextGoal(3_000, 2_399)).toBe(3_000);
    expect(nextGoal(3_000, 2_400)).toBe(5_000);
  });

  test("never falls, and stops at the maximum", () => {
    expect(nextGoal(1_000, 0)).toBe(1_000);
    expect(nextGoal(MAX_GOAL, MAX_GOAL)).toBe(MAX_GOAL);
    expect(nextGoal(500_000_000, 2_000_000_000)).toBe(500_000_000);
  });
});

const draft = {
  publishedAt: null,
  opensAt: null,
  closesAt: null,
  closedAt: null,
  wonAt: null,
  successorId: null,
  replacedAt: null,
  archivedAt: null,
};
const open = { ...draft, publishedAt: yesterday, opensAt: yesterday };
const replaced = { successorId: "x", replacedAt: yesterday };

describe("the possible actions", () => {
  test.each([
    ["a draft", draft, ["publish", "archive"]],
    ["a scheduled campaign", { ...open, opensAt: tomorrow }, ["open", "close", "replace"]],
    ["an open campaign", open, ["close", "win", "replace"]],
    ["a closed campaign", { ...open, closedAt: yesterday }, ["win", "replace", "reopen", "archive"]],
    [
      "a campaign past its deadline",
      { ...open, closesAt: yesterday },
      ["win", "replace", "reopen", "archive"],
    ],
    ["a won campaign", { ...open, wonAt: yesterday }, ["reopen", "archive"]],
    ["a replaced campaign", { ...open, ...replaced }, ["win", "replace", "reopen", "archive"]],
    ["an archived campaign", { ...open, wonAt: yesterday, archivedAt: yesterday }, ["unarchive"]],
  ])("%s", (_, status, actions) => {
    expect(listPossibleActions(status, now)).toEqual(actions);
  });

  test("publishing opens a campaign at once unless an opening time is set", () => {
    expect(campaignState(nextStatus(draft, { action: "publish", now }), now)).toBe("open");
    const scheduled = { ...draft, opensAt: tomorrow };
    expect(campaignState(nextStatus(scheduled, { action: "publish", now }), now)).toBe("upcoming");
  });

  test("a reopened campaign takes signatures, for every way of ending", () => {
    const ended = { ...open, closesAt: yesterday, closedAt: yesterday, wonAt: yesterday, ...replaced };
    const reopened = nextStatus(ended, { action: "reopen", now });
    expect(campaignState(reopened, now)).toBe("open");
    expect(reopened).toMatchObject({ successorId: null, replacedAt: null });
    expect(
      nextStatus({ ...open, closedAt: yesterday, closesAt: tomorrow }, { action: "reopen", now }).closesAt,
    ).toBe(tomorrow);
  });

  test("every possible action changes the status", () => {
    const statuses = [
      draft,
      open,
      { ...open, closedAt: yesterday },
      { ...open, wonAt: yesterday, archivedAt: now },
    ];
    for (const status of statuses)
      for (const action of listPossibleActions(status, now))
        expect(nextStatus(status, { action, successorId: "another", now }), action).not.toEqual(status);
  });
});

describe("a replaced campaign", () => {
  const link = (id: string, successorId: string | null) =>
    ({ id, successorId, state: successorId ? "replaced" : "open" }) as const;

  test("leads to its last successor", () => {
    const [one, two, three] = [link("1", "2"), link("2", "3"), link("3", null)];
    expect(successorOf(one, [two, three])).toBe(three);
    expect(successorOf(one, [two])).toBe(two);
    expect(successorOf(three, [one, two])).toBeNull();
  });

  test("has no successor if that is not public, and circles end", () => {
    expect(successorOf(link("1", "2"), [])).toBeNull();
    expect(successorOf(link("1", "2"), [link("2", "1"), link("1", "2")])).toMatchObject({ id: "2" });
  });
});

describe("concurrent edits of the same fields", () => {
  const base = { goal: "100", opensAt: "", note: "a" };

  test("keep the changes of both", () => {
    const both = mergeFields({ base, mine: { ...base, goal: "250" }, theirs: { ...base, note: "b" } });
    expect(both).toEqual({
      merged: { ...base, goal: "250", note: "b" },
      mine: ["goal"],
      theirs: ["note"],
      conflicts: [],
    });
  });

  test("conflict where both changed a field to different values", () => {
    const both = mergeFields({ base, mine: { ...base, goal: "250" }, theirs: { ...base, goal: "500" } });
    expect(both.conflicts).toEqual(["goal"]);
    expect(both.merged.goal).toBe("500");
  });

  test("do not conflict when both made the same change", () => {
    const both = mergeFields({ base, mine: { ...base, goal: "250" }, theirs: { ...base, goal: "250" } });
    expect(both).toMatchObject({ conflicts: [], mine: [] });
  });
});

describe("settings", () => {
  const settings = {
    goal: 100,
    raisesGoal: true,
    opensAt: new Date("2026-11-24T10:00:42.123Z"),
    closesAt: null,
    nextSteps: { en: "We hand it over." },
    outcome: null,
    coverId: null,
    coverAlt: null,
  };

  test("keep their seconds if the form did not change them", () => {
    const fields = settingsAsFields(settings);
    expect(fields.opensAt).toBe("2026-11-24T10:00:00.000Z");
    expect(withFields(settings, { ...fields, goal: "250" }, ["goal"])).toEqual({ ...settings, goal: 250 });
  });

  test("are stored by language, and an emptied text is removed", () => {
    const fields = { ...settingsAsFields(settings), "nextSteps.en": "", "nextSteps.es": "Lo entregamos." };
    expect(withFields(settings, fields, ["nextSteps.en", "nextSteps.es"]).nextSteps).toEqual({
      es: "Lo entregamos.",
    });
  });

  test("refuse a deadline before the opening, and a new deadline in the past", () => {
    const changed = ["closesAt"];
    expect(timesProblem({ opensAt: tomorrow, closesAt: tomorrow }, { changed, now })).toBe(
      "closesBeforeOpening",
    );
    expect(timesProblem({ opensAt: null, closesAt: yesterday }, { changed, now })).toBe("deadlinePassed");
    expect(timesProblem({ opensAt: null, closesAt: yesterday }, { changed: [], now })).toBeNull();
  });

  test("accept separators in a goal, and read a time without a zone as UTC", () => {
    const read = settingsInput.parse({ goal: "1,000", opensAt: "2026-11-25T18:00", closesAt: "" });
    expect(read).toEqual({ goal: "1000", opensAt: "2026-11-25T18:00:00.000Z", closesAt: "" });
    for (const goal of ["0", "many", "-5", "99999999999"])
      expect(settingsInput.safeParse({ goal }).success).toBe(false);
    expect(settingsInput.safeParse({ opensAt: "tomorrow" }).success).toBe(false);
  });
});

describe("a new campaign", () => {
  const asked = { title: " Keep  the library open ", target: "The mayor", language: "en", slug: "library" };

  test("needs a title, a target and a slug that is not reserved", () => {
    expect(newCampaignInput.parse(asked)).toMatchObject({ title: "Keep the library open", slug: "library" });
    expect(newCampaignInput.safeParse({ ...asked, title: " " }).success).toBe(false);
    expect(newCampaignInput.safeParse({ ...asked, slug: "new" }).success).toBe(false);
    expect(newCampaignInput.safeParse({ ...asked, slug: "Ünfit for it" }).success).toBe(false);
  });
});

describe("comparing petition texts", () => {
  const before = {
    title: "Keep it open",
    target: "The mayor",
    summary: "It closes.",
    ask: "Keep it open all week.",
  };
  const after = { ...before, ask: "Keep it open on Sundays." };

  test("marks removed and added words, and loses none", () => {
    const [title, , , ask] = comparePetitionTexts(before, after);
    expect(title?.changed).toBe(false);
    expect(ask?.changed).toBe(true);
    expect(ask?.before.map(({ text }) => text).join("")).toBe(before.ask);
    expect(ask?.after.map(({ text }) => text).join("")).toBe(after.ask);
    expect(ask?.before.filter(({ changed }) => changed).map(({ text }) => text.trim())).toContain("all");
    expect(ask?.after.filter(({ changed }) => changed).map(({ text }) => text.trim())).toContain("Sundays");
  });

  test("lists the missing fields", () => {
    expect(listMissingFields({ ...before, ask: " \n" })).toEqual(["ask"]);
  });
});
