import { describe, expect, test } from "vitest";
import { newCampaignInput, settingsInput } from "@/lib/campaigns/campaign-input";
import { comparePetitionTexts, listMissingFields, mergeFields } from "@/lib/campaigns/petition-text";
import { findTimesProblem, settingsAsFields, withFields } from "@/lib/campaigns/settings";

const now = new Date("2026-11-25T10:00:00Z");
const yesterday = new Date("2026-11-24T10:00:00Z");
const tomorrow = new Date("2026-11-26T10:00:00Z");

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
    reviewsNames: false,
    thanksMail: true,
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
    expect(findTimesProblem({ opensAt: tomorrow, closesAt: tomorrow }, { changed, now })).toBe(
      "closesBeforeOpening",
    );
    expect(findTimesProblem({ opensAt: null, closesAt: yesterday }, { changed, now })).toBe("deadlinePassed");
    expect(findTimesProblem({ opensAt: null, closesAt: yesterday }, { changed: [], now })).toBeNull();
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
