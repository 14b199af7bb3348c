import { describe, expect, test } from "vitest";
import { campaignStatus } from "@/lib/campaigns/campaign-status";
import { MAX_GOAL, nextGoal } from "@/lib/campaigns/goal";
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

  test("a goal that staff set is kept until 80 %, then rises to the next step", () => {
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
    expect(campaignStatus(nextStatus(draft, { action: "publish", now }), now)).toBe("open");
    const scheduled = { ...draft, opensAt: tomorrow };
    expect(campaignStatus(nextStatus(scheduled, { action: "publish", now }), now)).toBe("upcoming");
  });

  test("a reopened campaign takes signatures, for every way of ending", () => {
    const ended = { ...open, closesAt: yesterday, closedAt: yesterday, wonAt: yesterday, ...replaced };
    const reopened = nextStatus(ended, { action: "reopen", now });
    expect(campaignStatus(reopened, now)).toBe("open");
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
    ({ id, successorId, status: successorId ? "replaced" : "open" }) as const;

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
