import { describe, expect, test } from "vitest";
import { readArticleText } from "@/lib/articles/article-text";
import { asMarkdown, parseText } from "@/lib/articles/import/parse-text";
import { remarksOn } from "@/lib/articles/remarks";

const piled = (text: string, length: number) => text.repeat(length / text.length);

describe("parses or refuses a hostile file within seconds", () => {
  test.each([
    ["nested.html", piled("<div>", 1_000_000)],
    ["open.html", piled("<b>x<p>", 1_000_000)],
    ["angles.html", piled("<", 1_000_000)],
    ["attributes.html", `<p ${piled("a=b ", 1_000_000)}>x`],
    ["paragraphs.html", piled("<p>Take Action: A</p>", 1_000_000)],
    ["quotes.md", piled(">", 190_000)],
    ["brackets.md", piled("[", 190_000)],
    ["stars.md", piled("*a_", 190_000)],
    ["directives.md", piled('::take-action{campaign="a"}\n\n', 50_000)],
    ["endless.txt", piled("a\n", 190_000)],
    ["endless.md", piled("a\n", 190_000)],
    ["lines.txt", piled("Take Action: A\n", 190_000)],
    ["handles.txt", piled("(@a) ", 190_000)],
    ["here.txt", piled("you can take action here. ", 190_000)],
  ])(
    "%s",
    (fileName, text) => {
      const started = performance.now();
      const reading = parseText(text, { fileName });
      if (reading.outcome === "read") asMarkdown(reading.manuscript);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});

describe("checks and renders any draft within seconds, with every character", () => {
  const known = { campaigns: [], articles: [], primaryCampaign: null };
  test.each([
    ["lists in lists", piled("1) ", 190_000)],
    ["unclosed directives", piled(":a[", 190_000)],
    ["brackets", piled("[", 190_000)],
    ["quotes in quotes", piled("> ", 190_000)],
    ["endless lines", piled("a\n", 190_000)],
  ])(
    "%s",
    (_, text) => {
      const { tree } = readArticleText(text);
      expect(remarksOn(text, known).map(({ kind }) => kind)).toEqual(["no-call-out"]);
      expect(JSON.stringify(tree).length).toBeGreaterThan(text.length);
    },
    20_000,
  );

  test("parses a long article with lists, quotes and hundreds of links normally", () => {
    const links = piled("- [A source](https://example.org/a) says so\n", 8_000);
    const text = `Words.\n\n${links}\n\n> > > Three deep.\n\n::take-action{campaign="water"}\n`;
    const { callouts, tree } = readArticleText(text);
    expect(callouts).toHaveLength(1);
    expect(JSON.stringify(tree)).toContain('"tagName":"li"');
  });
});
