import { describe, expect, test } from "vitest";
import { slugFor } from "@/lib/articles/article-slug";
import { type ArticleFields, mergeVersions } from "@/lib/articles/merge-versions";

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
      words: { ...base, bodyMarkdown: "One, mine.\n\nTwo.\n\nThree, theirs." },
    });
  });

  test("merges changes in neighbouring paragraphs", () => {
    expect(
      merge(
        { bodyMarkdown: "One, mine.\n\nTwo.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo, theirs.\n\nThree." },
      ),
    ).toMatchObject({ words: { bodyMarkdown: "One, mine.\n\nTwo, theirs.\n\nThree." } });
  });

  test("merges a change of the title with a change of the body", () => {
    expect(merge({ title: "Mine" }, { bodyMarkdown: "Theirs." })).toEqual({
      outcome: "merged",
      words: { ...base, title: "Mine", bodyMarkdown: "Theirs." },
    });
  });

  test("reports an overlap where both changed the same text differently", () => {
    expect(
      merge(
        { bodyMarkdown: "One.\n\nTwo, mine.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo, theirs.\n\nThree." },
      ),
    ).toEqual({ outcome: "overlap", fields: ["bodyMarkdown"] });
    expect(merge({ title: "Mine", topic: "Mine" }, { title: "Theirs" })).toEqual({
      outcome: "overlap",
      fields: ["title"],
    });
    expect(merge({ primaryCampaign: "mine" }, { primaryCampaign: "theirs" })).toMatchObject({
      fields: ["primaryCampaign"],
    });
  });

  test("reports no overlap where both made the same change", () => {
    const same = { title: "Same", bodyMarkdown: "One.\n\nSame.\n\nThree." };
    expect(merge(same, { ...same, dek: "Theirs." })).toEqual({
      outcome: "merged",
      words: { ...base, ...same, dek: "Theirs." },
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
    const joined = mergeVersions({
      base: { ...base, bodyMarkdown: hostile },
      mine: { ...base, bodyMarkdown: `mine\n${hostile}` },
      theirs: { ...base, bodyMarkdown: `${hostile}\ntheirs` },
    });
    expect(joined).toMatchObject({ words: { bodyMarkdown: `mine\n${hostile}\ntheirs` } });
  });

  test("keeps line ends and blank lines exactly", () => {
    const text = "One.  \n\n\n\nTwo.\n";
    expect(
      mergeVersions({
        base: { ...base, bodyMarkdown: text },
        mine: { ...base, bodyMarkdown: text, title: "Mine" },
        theirs: { ...base, bodyMarkdown: `${text}\nThree.\n` },
      }),
    ).toMatchObject({ words: { title: "Mine", bodyMarkdown: `${text}\nThree.\n` } });
  });

  test("merges long texts quickly", () => {
    const long = Array.from({ length: 3_000 }, (_, line) => `Line ${line % 50}`).join("\n\n");
    const started = performance.now();
    const joined = mergeVersions({
      base: { ...base, bodyMarkdown: long },
      mine: { ...base, bodyMarkdown: `mine\n\n${long}` },
      theirs: { ...base, bodyMarkdown: `${long}\n\ntheirs` },
    });
    expect(joined.outcome).toBe("merged");
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test("derives an ASCII slug from a title, cut at a word", () => {
  expect(slugFor("Los océanos: ¿qué sigue ahora?")).toBe("los-oceanos-que-sigue-ahora");
  expect(slugFor("Water at school", 3)).toBe("water-at-school-3");
  expect(slugFor("…")).toBe("article");
  expect(slugFor("word ".repeat(40)).length).toBeLessThanOrEqual(80);
  expect(slugFor("w".repeat(400))).toHaveLength(80);
});
