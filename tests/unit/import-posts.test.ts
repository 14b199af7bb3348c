import { describe, expect, test } from "vitest";
import { readDate } from "@/lib/articles/import/dates";
import { asMarkdown } from "@/lib/articles/import/parse-text";
import { findingsIn, readImport } from "../support/import-text";

const ada = { author: "Ada Lovelace", handle: "@ada", date: "2017-12-03" };

describe("finds a quoted post by author and date", () => {
  test.each([
    "“We stay.” — Ada Lovelace (@ada) December 3, 2017",
    "“We stay.”\n— Ada Lovelace (@ada) December 3, 2017",
    "“We stay.”\n– Ada Lovelace (@ada) 3 December 2017",
    "“We stay.”\n-- Ada Lovelace (@ada) Dec 3, 2017",
    "“We stay.”\n- Ada Lovelace (@ada) Dec. 3, 2017",
    "We stay, whoever\nleaves pic.twitter.com/abc — Ada Lovelace (@ada)\nDecember 3rd, 2017",
    "We stay.\n— Ada Lovelace\n(@ada)\nDecember 3,\n2017",
    "“We stay.”\n\n— Ada Lovelace (@ada) December 3, 2017",
    "“Nosotras nos quedamos.” — Ada Lovelace (@ada) 3 de diciembre de 2017",
    "We stay — all of us — Ada Lovelace (@ada) 3:14 PM · Dec 3, 2017",
    "> We stay.\n> — Ada Lovelace (@ada) 2017-12-03",
    "We stay. &mdash; Ada Lovelace (@ada) December 3, 2017",
  ])("%j", (text) => {
    expect(findingsIn(text)).toMatchObject({ posts: [ada], paragraphs: 0 });
  });

  test.each([
    ["markdown", "> We stay.\n>\n> — Ada Lovelace (@ada) [December 3, 2017](https://example.org/1)"],
    ["markdown", "> We stay.\n>\n> - Ada Lovelace (@ada) Dec 3, 2017"],
    ["markdown", "> We stay.\n\n— Ada Lovelace ([@ada](https://example.org/ada)) Dec 3, 2017"],
    [
      "html",
      '<blockquote class="twitter-tweet"><p>We stay.</p>&mdash; Ada Lovelace (@ada) <a href="https://example.org/1">December 3, 2017</a></blockquote>',
    ],
    [
      "html",
      "<blockquote><p>We stay.</p><footer>— Ada Lovelace (@ada)<br>December 3, 2017</footer></blockquote>",
    ],
    ["html", "<p>We stay.<br>&#8212;&nbsp;Ada Lovelace (@ada)&nbsp;December&nbsp;3, 2017</p>"],
    ["html", "<blockquote>We stay.</blockquote><p>— Ada Lovelace (@ada) Dec 3, 2017</p>"],
  ] as const)("in %s: %j", (format, text) => {
    expect(findingsIn(text, format)).toMatchObject({ posts: [ada], paragraphs: 0 });
  });
});

test("separates a post from the prose around it", () => {
  const text =
    "He wrote: “We stay.” — Ada Lovelace (@ada) December 3, 2017\n“We go.” — Bo (@bo) Dec 4, 2017\nThat was all.";
  expect(asMarkdown(readImport(`Title\n\n${text}`))).toBe(`He wrote:

:::post{author="Ada Lovelace" handle="@ada" date="2017-12-03"}
“We stay.”
:::

:::post{author="Bo" handle="@bo" date="2017-12-04"}
“We go.”
:::

That was all.
`);
});

describe("finds no post in", () => {
  test.each([
    "By Ana Pérez, whom nobody asked",
    "BRUSSELS, Dec 4 (Thomson Reuters Foundation) – The talks go on.",
    "— Ada Lovelace (@ada) December 3, 2017",
    "His tweet — Ada Lovelace (@ada) December 3, 2017 — was deleted within the hour.",
    "Write to Ada Lovelace (@ada) before 2018.",
  ])("%j", (text) => {
    expect(findingsIn(text)).toMatchObject({ posts: [], paragraphs: 1 });
  });
});

test.each([
  ["December 3, 2017", "2017-12-03"],
  ["3rd of December 2017", "3rd of December 2017"],
  ["domingo, 3 de diciembre de 2017", "2017-12-03"],
  ["3 dic. 2017", "2017-12-03"],
  ["7:05 AM - 19 Nov 2017", "2017-11-19"],
  ["25/12/2017", "2017-12-25"],
  ["3/12/2017", "3/12/2017"],
  ["February 30, 2017", "February 30, 2017"],
  ["5h ago", "5h ago"],
])("parses the date %j as %j", (written, date) => {
  expect(readDate(written)).toBe(date);
});
