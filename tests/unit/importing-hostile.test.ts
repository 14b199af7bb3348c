import { describe, expect, test } from "vitest";
import { asMarkdown, readManuscript } from "@/lib/articles/text/importing/manuscript";

describe("a hostile file is read or refused within seconds", () => {
  const piled = (text: string, length: number) => text.repeat(length / text.length);
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
    ["lines.txt", piled("Take Action: A\n", 190_000)],
    ["handles.txt", piled("(@a) ", 190_000)],
    ["here.txt", piled("you can take action here. ", 190_000)],
  ])(
    "%s",
    (fileName, text) => {
      const started = performance.now();
      const reading = readManuscript(text, { fileName });
      if (reading.outcome === "read") asMarkdown(reading.manuscript);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});
