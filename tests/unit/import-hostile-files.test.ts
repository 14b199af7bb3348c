import { describe, expect, test } from "vitest";
import { readArticleText } from "@/lib/articles/article-text";
import { asMarkdown, parseText } from "@/lib/articles/import/parse-text";
import { remarksOn } from "@/lib/articles/remarks";

const repeated = (text: string, length: number) => text.repeat(length / text.length);

/** For vitest only: the tests assert the outcome and the size of the result, not the time. */
const TIMEOUT_MS = 60_000;

test.each([
  ["nested.html", repeated("<div>", 1_000_000)],
  ["open.html", repeated("<b>x<p>", 1_000_000)],
  ["paragraphs.html", repeated("<p>Take Action: A</p>", 1_000_000)],
  ["endless.txt", repeated("a\n", 190_000)],
  ["endless.md", repeated("a\n", 190_000)],
  ["lines.txt", repeated("Take Action: A\n", 190_000)],
])(
  "refuses %s, whose structure is too complex to parse",
  (fileName, text) => {
    expect(parseText(text, { fileName })).toEqual({ outcome: "refused", reason: "tangled" });
  },
  TIMEOUT_MS,
);

test.each([
  ["angles.html", repeated("<", 1_000_000)],
  ["attributes.html", `<p ${repeated("a=b ", 1_000_000)}>x`],
  ["quotes.md", repeated(">", 190_000)],
  ["brackets.md", repeated("[", 190_000)],
  ["stars.md", repeated("*a_", 190_000)],
  ["directives.md", repeated('::take-action{campaign="a"}\n\n', 50_000)],
  ["handles.txt", repeated("(@a) ", 190_000)],
  ["here.txt", repeated("you can take action here. ", 190_000)],
])(
  "parses %s into a text of linear size",
  (fileName, text) => {
    const reading = parseText(text, { fileName });
    if (reading.outcome !== "read") throw new Error(reading.reason);
    expect(asMarkdown(reading.imported).length).toBeLessThan(3 * text.length);
  },
  TIMEOUT_MS,
);

describe("checks and renders a hostile draft with all its characters", () => {
  const known = { campaigns: [], articles: [], primaryCampaign: null };
  test.each([
    ["lists in lists", repeated("1) ", 190_000)],
    ["unclosed directives", repeated(":a[", 190_000)],
    ["brackets", repeated("[", 190_000)],
    ["quotes in quotes", repeated("> ", 190_000)],
    ["endless lines", repeated("a\n", 190_000)],
  ])(
    "%s",
    (_, text) => {
      const { tree } = readArticleText(text);
      expect(remarksOn(text, known).map(({ kind }) => kind)).toEqual(["no-call-out"]);
      expect(JSON.stringify(tree).length).toBeGreaterThan(text.length);
    },
    TIMEOUT_MS,
  );

  test("parses a long article with lists, quotes and hundreds of links normally", () => {
    const links = repeated("- [A source](https://example.org/a) says so\n", 8_000);
    const text = `Words.\n\n${links}\n\n> > > Three deep.\n\n::take-action{campaign="water"}\n`;
    const { callOuts, tree } = readArticleText(text);
    expect(callOuts).toHaveLength(1);
    expect(JSON.stringify(tree)).toContain('"tagName":"li"');
  });
});
