import { diff3Merge } from "node-diff3";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { slugFor } from "@/lib/articles/article-slug";
import { type ArticleFields, mergeVersions } from "@/lib/articles/merge-versions";

vi.mock("node-diff3", async (original) => {
  const library = await original<typeof import("node-diff3")>();
  return { ...library, diff3Merge: vi.fn(library.diff3Merge) };
});

const base: ArticleFields = {
  title: "The library opens",
  dek: "A card for every child.",
  byline: "Edith Reyes",
  topic: "Education",
  primaryCampaign: null,
  bodyMarkdown: "One.\n\nTwo.\n\nThree.",
};

const merge = (mine: Partial<ArticleFields>, theirs: Partial<ArticleFields>) =>
  mergeVersions({ base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs } });

describe("merging two edits", () => {
  test("merges changes in different paragraphs", () => {
    expect(
      merge(
        { bodyMarkdown: "One, mine.\n\nTwo.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo.\n\nThree, theirs." },
      ),
    ).toEqual({
      outcome: "merged",
      fields: { ...base, bodyMarkdown: "One, mine.\n\nTwo.\n\nThree, theirs." },
    });
  });

  test("merges changes in neighbouring paragraphs", () => {
    expect(
      merge(
        { bodyMarkdown: "One, mine.\n\nTwo.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo, theirs.\n\nThree." },
      ),
    ).toMatchObject({ fields: { bodyMarkdown: "One, mine.\n\nTwo, theirs.\n\nThree." } });
  });

  test("merges a change of the title with a change of the body", () => {
    expect(merge({ title: "Mine" }, { bodyMarkdown: "Theirs." })).toEqual({
      outcome: "merged",
      fields: { ...base, title: "Mine", bodyMarkdown: "Theirs." },
    });
  });

  test("reports an overlap where both changed the same text differently", () => {
    expect(
      merge(
        { bodyMarkdown: "One.\n\nTwo, mine.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo, theirs.\n\nThree." },
      ),
    ).toEqual({ outcome: "overlap", conflictingFields: ["bodyMarkdown"] });
    expect(merge({ title: "Mine", topic: "Mine" }, { title: "Theirs" })).toEqual({
      outcome: "overlap",
      conflictingFields: ["title"],
    });
    expect(merge({ primaryCampaign: "mine" }, { primaryCampaign: "theirs" })).toMatchObject({
      conflictingFields: ["primaryCampaign"],
    });
  });

  test("reports no overlap where both made the same change", () => {
    const same = { title: "Same", bodyMarkdown: "One.\n\nSame.\n\nThree." };
    expect(merge(same, { ...same, dek: "Theirs." })).toEqual({
      outcome: "merged",
      fields: { ...base, ...same, dek: "Theirs." },
    });
  });

  test("reports an overlap where one side deleted what the other edited", () => {
    expect(
      merge({ bodyMarkdown: "One.\n\nThree." }, { bodyMarkdown: "One.\n\nTwo, and more.\n\nThree." }),
    ).toMatchObject({
      outcome: "overlap",
    });
  });

  test("handles lines named like object properties", () => {
    const hostile = "constructor\n__proto__\ntoString\n\n\nvalueOf";
    const merged = mergeVersions({
      base: { ...base, bodyMarkdown: hostile },
      mine: { ...base, bodyMarkdown: `mine\n${hostile}` },
      theirs: { ...base, bodyMarkdown: `${hostile}\ntheirs` },
    });
    expect(merged).toMatchObject({ fields: { bodyMarkdown: `mine\n${hostile}\ntheirs` } });
  });

  test("keeps line ends and blank lines exactly", () => {
    const text = "One.  \n\n\n\nTwo.\n";
    expect(
      mergeVersions({
        base: { ...base, bodyMarkdown: text },
        mine: { ...base, bodyMarkdown: text, title: "Mine" },
        theirs: { ...base, bodyMarkdown: `${text}\nThree.\n` },
      }),
    ).toMatchObject({ fields: { title: "Mine", bodyMarkdown: `${text}\nThree.\n` } });
  });

  describe("of long texts", () => {
    /** Lines of which every 50th is equal, separated by blank lines. */
    const textOf = (lines: number) =>
      Array.from({ length: lines }, (_, line) => `Line ${line % 50}`).join("\n\n");
    const mergeLong = (text: string) =>
      mergeVersions({
        base: { ...base, bodyMarkdown: text },
        mine: { ...base, bodyMarkdown: `mine\n\n${text}` },
        theirs: { ...base, bodyMarkdown: `${text}\n\ntheirs` },
      });
    /** Counts the pairs of equal pieces, which are the steps of the library. */
    const countPairs = ([one, origin, other]: string[][]) =>
      [one, other].reduce(
        (sum, pieces = []) =>
          sum +
          pieces.reduce((pairs, piece) => pairs + (origin?.filter((it) => it === piece).length ?? 0), 0),
        0,
      );

    beforeEach(() => vi.clearAllMocks());

    test("takes a limited number of comparisons", () => {
      expect(mergeLong(textOf(3_000)).outcome).toBe("merged");
      expect(diff3Merge).toHaveBeenCalledOnce();
      const [mine = [], origin = [], theirs = []] = vi.mocked(diff3Merge<string>).mock.calls[0] ?? [];
      const pairs = countPairs([mine, origin, theirs].map((pieces) => [...pieces]));
      expect(pairs).toBeGreaterThan(100_000);
      expect(pairs).toBeLessThan(500_000);
    });

    test("reports an overlap without a comparison when it would take too many", () => {
      expect(mergeLong(textOf(6_000))).toEqual({ outcome: "overlap", conflictingFields: ["bodyMarkdown"] });
      expect(diff3Merge).not.toHaveBeenCalled();
    });
  });
});

test("derives an ASCII slug from a title, cut at a word", () => {
  expect(slugFor("Los océanos: ¿qué sigue ahora?")).toBe("los-oceanos-que-sigue-ahora");
  expect(slugFor("Water at school", 3)).toBe("water-at-school-3");
  expect(slugFor("…")).toBe("article");
  expect(slugFor("word ".repeat(40)).length).toBeLessThanOrEqual(80);
  expect(slugFor("w".repeat(400))).toHaveLength(80);
});
