import { describe, expect, test } from "vitest";
import { readArticleText } from "@/lib/articles/article-text";
import { parseArticle } from "@/lib/articles/directives";

const IMPORTED = `Read this.

::take-action{kind="tweet-now" title="Stand with refugees"}

::take-action{campaign="clean-air"}

You can do it :take-action[here]{} too.

::read-more{headline="Water at school"}`;

describe("an unmatched directive of an import", () => {
  test("is found at its line with its title", () => {
    expect(parseArticle(IMPORTED).found).toMatchObject([
      {
        what: "unmatched-call-out",
        kind: "tweet-now",
        title: "Stand with refugees",
        inline: false,
        at: { line: 3 },
      },
      { what: "call-out", campaign: "clean-air", at: { line: 5 } },
      { what: "unmatched-call-out", kind: "take-action", title: "", inline: true, at: { line: 7 } },
      { what: "unmatched-read-more", headline: "Water at school", at: { line: 9 } },
    ]);
  });

  test("has no number: the next call-out is the first", () => {
    expect(readArticleText(IMPORTED).callOuts).toEqual([
      { number: "1", campaign: "clean-air", inline: false },
    ]);
  });

  test("can be replaced in place", () => {
    const first = parseArticle(IMPORTED).found[0]?.at ?? { from: 0, to: 0 };
    expect(IMPORTED.slice(first.from, first.to)).toBe(
      '::take-action{kind="tweet-now" title="Stand with refugees"}',
    );
  });
});

test("an invalid directive is reported, so that it is not published", () => {
  expect(parseArticle('::take-action{campaign="No Slug"}\n\n::read-more\n\n::video').found).toMatchObject([
    { what: "unreadable", name: "take-action", at: { line: 1 } },
    { what: "unreadable", name: "read-more", at: { line: 3 } },
    { what: "unknown", name: "video", at: { line: 5 } },
  ]);
});
