import { readdirSync } from "node:fs";
import { diffArrays } from "diff";
import { parse } from "node-html-parser";
import { describe, expect, test } from "vitest";
import { fold } from "@/lib/articles/import/fold-text";
import { matchTitles } from "@/lib/articles/import/match-titles";
import { asMarkdown, listFindings } from "@/lib/articles/import/parse-text";
import { EXPECTED_FINDINGS } from "../support/import-findings";
import { importTextPath, readImport, readImportText } from "../support/import-text";
import { textInReadingOrder } from "../support/text-in-reading-order";

const FILES = readdirSync(importTextPath(".")).filter((name) => name.includes("."));

describe.each(Object.entries(EXPECTED_FINDINGS))("importing %s", (fileName, findings) => {
  test("finds all elements in order", () => {
    expect(listFindings(readImport(readImportText(fileName), { fileName }))).toEqual(findings);
  });

  test("gives the same findings again from the stored Markdown", () => {
    const imported = readImport(readImportText(fileName), { fileName });
    const again = readImport(`# ${"Title"}\n\n${asMarkdown(imported)}`, { format: "markdown" });
    const { title, byline, date } = imported;
    expect(listFindings({ ...again, title, byline, date })).toEqual(findings);
    expect(asMarkdown(again)).toBe(asMarkdown(imported));
  });
});

/** Parts that an import changes: labels, date formats, and the author and front matter, which are stored separately. */
const NOT_IN_THE_TEXT = [
  /(?:by|por) ana perez(?: on)?/g,
  /take action|tweet now|sign now|read more|actua|lee mas|tuitea ahora|firma ahora/g,
  /\d{1,2} de \w+ de \d{4}|[a-z]{3,9} \d{1,2} \d{4}|\d{1,2} [a-z]{3,9} \d{4}/g,
  /title (water at school what has changed )?dek a third of schools had no safe water in 2016 byline ana perez( water at school what has changed)?/g,
];

describe.each(FILES)("every word of %s", (fileName) => {
  test("is in the article, in the same order", () => {
    const source = readImportText(fileName);
    const written = fileName.endsWith(".html") ? visibleWords(source) : withoutAddresses(source);
    const imported = textInReadingOrder(readImport(source, { fileName }));
    const parts = diffArrays(fold(written).split(" "), fold(imported).split(" "));
    const [added, removed] = [parts.filter((part) => part.added), parts.filter((part) => part.removed)];
    expect(added.flatMap(({ value }) => value)).toEqual([]);
    expect(removed.length).toBeGreaterThan(2);
    const removedText = removed.flatMap(({ value }) => value).join(" ");
    expect(NOT_IN_THE_TEXT.reduce((rest, pattern) => rest.replaceAll(pattern, ""), removedText).trim()).toBe(
      "",
    );
  });
});

function visibleWords(html: string): string {
  const page = parse(html.replace(/^<!DOCTYPE[^>]*>/i, ""));
  for (const hidden of page.querySelectorAll("script, style, nav, head")) hidden.remove();
  for (const image of page.querySelectorAll("img")) image.replaceWith(`<p>${image.getAttribute("alt")}</p>`);
  for (const element of page.querySelectorAll("p, figcaption, h1, h3, li, br, blockquote"))
    element.insertAdjacentHTML("afterend", " ");
  return page.text.replaceAll("&mdash;", "—");
}

function withoutAddresses(text: string): string {
  return text.replaceAll(/\]\([^)]*\)/g, "]");
}

test("unmatched call-outs get the campaign from the command line", () => {
  const imported = readImport(readImportText("migration-talks.txt"));
  const { callOuts } = listFindings(
    matchTitles(imported, { campaigns: [], articles: [], campaign: "stand" }),
  );
  expect(callOuts.map(({ campaign }) => campaign)).toEqual(["stand", "stand", "stand"]);
});

test("titles match in any spelling, and the original title is kept", () => {
  const imported = readImport(
    "Title\n\nTake Action: STAND with “Réfugees”!\nRead More: Why\n\nYou can take action here.",
  );
  const campaigns = [{ slug: "stand-with-refugees", titles: ["Únete", "Stand with refugees"] }];
  const articles = [{ slug: "why-it-is", titles: ["Why?"] }];
  expect(
    asMarkdown(matchTitles(imported, { campaigns, articles })),
  ).toBe(`::take-action{campaign="stand-with-refugees" kind="take-action" title="STAND with “Réfugees”!"}

::read-more{article="why-it-is" headline="Why"}

:take-action[You can take action here]{campaign="stand-with-refugees" kind="take-action"}.
`);
});

test("removes hostile markup from a page", () => {
  const page =
    '<h1>T</h1><p onclick="x()">A<script>alert(1)</script><a href="javascript:alert(1)">b</a><style>p{}</style><iframe src="javascript:alert(1)"></iframe><img src="https://example.org/i.png" onerror="x" alt="c"></p>';
  expect(asMarkdown(readImport(page, { format: "html" }))).toBe("Ab[c](https://example.org/i.png)\n");
});

test("keeps Markdown characters literal in plain text", () => {
  const text =
    "Title\n\n# one *two* _three_ [four](five) `six` <b>seven</b> 10:30 ::video{a}\n1. eight\n+ nine & &amp; \\";
  const again = readImport(`# Title\n\n${asMarkdown(readImport(text, { format: "text" }))}`, {
    format: "markdown",
  });
  expect(textInReadingOrder(again)).toBe(text.replaceAll("\n\n", "\n"));
});
