import { describe, expect, test } from "vitest";
import { slugFor } from "@/lib/articles/article-slug";
import { mergeWords, type ArticleFields } from "@/lib/articles/merge-versions";

const base: ArticleFields = {
  title: "The library opens",
  dek: "A card for every child.",
  byline: "Edith Reyes",
  topic: "Education",
  primaryCampaign: null,
  bodyMarkdown: "One.\n\nTwo.\n\nThree.",
};

const merge = (mine: Partial<ArticleFields>, theirs: Partial<ArticleFields>) =>
  mergeWords({ base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs } });

describe("what two people made of the same words", () => {
  test("is joined where they changed different paragraphs", () => {
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

  test("is joined where they changed neighbouring paragraphs", () => {
    expect(
      merge(
        { bodyMarkdown: "One, mine.\n\nTwo.\n\nThree." },
        { bodyMarkdown: "One.\n\nTwo, theirs.\n\nThree." },
      ),
    ).toMatchObject({ words: { bodyMarkdown: "One, mine.\n\nTwo, theirs.\n\nThree." } });
  });

  test("is joined where one changed the title and the other the text", () => {
    expect(merge({ title: "Mine" }, { bodyMarkdown: "Theirs." })).toEqual({
      outcome: "merged",
      words: { ...base, title: "Mine", bodyMarkdown: "Theirs." },
    });
  });

  test("is for a person to decide where both changed the same to something different", () => {
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

  test("is no overlap where both changed the same to the same", () => {
    const same = { title: "Same", bodyMarkdown: "One.\n\nSame.\n\nThree." };
    expect(merge(same, { ...same, dek: "Theirs." })).toEqual({
      outcome: "merged",
      words: { ...base, ...same, dek: "Theirs." },
    });
  });

  test("is an overlap where one deleted what the other went on writing", () => {
    expect(
      merge({ bodyMarkdown: "One.\n\nThree." }, { bodyMarkdown: "One.\n\nTwo, and more.\n\nThree." }),
    ).toMatchObject({
      outcome: "overlap",
    });
  });

  test("may hold lines that a program would trip over", () => {
    const hostile = "constructor\n__proto__\ntoString\n\n\nvalueOf";
    const joined = mergeWords({
      base: { ...base, bodyMarkdown: hostile },
      mine: { ...base, bodyMarkdown: `mine\n${hostile}` },
      theirs: { ...base, bodyMarkdown: `${hostile}\ntheirs` },
    });
    expect(joined).toMatchObject({ words: { bodyMarkdown: `mine\n${hostile}\ntheirs` } });
  });

  test("keeps the very line ends and blank lines that were written", () => {
    const text = "One.  \n\n\n\nTwo.\n";
    expect(
      mergeWords({
        base: { ...base, bodyMarkdown: text },
        mine: { ...base, bodyMarkdown: text, title: "Mine" },
        theirs: { ...base, bodyMarkdown: `${text}\nThree.\n` },
      }),
    ).toMatchObject({ words: { title: "Mine", bodyMarkdown: `${text}\nThree.\n` } });
  });

  test("is joined quickly, however long it is", () => {
    const long = Array.from({ length: 3_000 }, (_, line) => `Line ${line % 50}`).join("\n\n");
    const started = performance.now();
    const joined = mergeWords({
      base: { ...base, bodyMarkdown: long },
      mine: { ...base, bodyMarkdown: `mine\n\n${long}` },
      theirs: { ...base, bodyMarkdown: `${long}\n\ntheirs` },
    });
    expect(joined.outcome).toBe("merged");
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test("a title suggests a slug, cut at a word, in letters that every address takes", () => {
  expect(slugFor("Los océanos: ¿qué sigue ahora?")).toBe("los-oceanos-que-sigue-ahora");
  expect(slugFor("Water at school", 3)).toBe("water-at-school-3");
  expect(slugFor("…")).toBe("article");
  expect(slugFor("word ".repeat(40)).length).toBeLessThanOrEqual(80);
  expect(slugFor("w".repeat(400))).toHaveLength(80);
});
