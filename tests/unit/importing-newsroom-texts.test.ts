import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { promisify } from "node:util";
import { diffArrays } from "diff";
import { parse } from "node-html-parser";
import { describe, expect, test } from "vitest";
import { fold } from "@/lib/articles/text/importing/folding";
import { asMarkdown, findingsOf, readManuscript } from "@/lib/articles/text/importing/manuscript";
import { matched } from "@/lib/articles/text/importing/matching";
import { newsroomPath, newsroomText, read } from "../support/newsroom-text";
import { toldInOrder } from "../support/told-in-order";

const FILES = readdirSync(newsroomPath("."));

const EXPECTED = {
  "migration-talks.txt": {
    title: "The US Has Left UN Talks on Migration. Here’s Why That Matters for Refugees",
    callouts: [
      { kind: "take-action", title: "Call on World Leaders to Stand With Refugees", campaign: null },
      { kind: "tweet-now", title: "Tell the Ambassador: “Stay at the Table”", campaign: null },
      { kind: "sign-now", title: "A Place in School for Every Refugee Child", campaign: null },
    ],
    readMores: [
      { headline: "The US Won’t Help Write the World’s “Rules” on Migration", article: null },
      { headline: "More Than Half of All Refugees Are Children. Who Sees That They Learn?", article: null },
    ],
    posts: [
      { author: "Donald J. Trump", handle: "@realDonaldTrump", date: "2017-12-03" },
      { author: "Miroslav Lajčák", handle: "@UN_PGA", date: "2017-12-02" },
    ],
    inlineActions: [{ label: "You can take action on this issue here" }],
    paragraphs: 8,
  },
  "migration-talks.html": {
    title: "The US Has Left UN Talks on Migration",
    callouts: [
      { kind: "take-action", title: "Call on World Leaders to Stand With Refugees", campaign: null },
      { kind: "tweet-now", title: "Tell the Ambassador to Stay", campaign: null },
      { kind: "sign-now", title: "A Place in School", campaign: null },
    ],
    readMores: [
      { headline: "The US Won’t Help", article: null },
      { headline: "More Than Half Are Children", article: null },
    ],
    posts: [{ author: "Donald J. Trump", handle: "@realDonaldTrump", date: "2017-12-03" }],
    inlineActions: [{ label: "You can take action on this issue here" }],
    paragraphs: 5,
  },
  "heat-at-work.txt": {
    title: "Heat at Work Is Not Only a Matter for Summer",
    callouts: [
      { kind: "take-action", title: "Ask the Minister for Shade, Water and Rest", campaign: null },
      { kind: "tweet-now", title: "“No Shade, No Work”", campaign: null },
    ],
    readMores: [{ headline: "The Harvest Workers Who Walked Out at 41 Degrees", article: null }],
    posts: [{ author: "Marisol Ruiz", handle: "@marisol_harvests", date: "2017-07-03" }],
    inlineActions: [{ label: "take action on heat at work here" }],
    paragraphs: 2,
  },
  "migracion.txt": {
    title: "Estados Unidos deja las conversaciones sobre migración",
    callouts: [
      { kind: "take-action", title: "Únete a las Personas Refugiadas", campaign: null },
      { kind: "tweet-now", title: "«Quedaos en la mesa»", campaign: null },
      { kind: "sign-now", title: "Una plaza en la escuela para cada niña", campaign: null },
    ],
    readMores: [{ headline: "¿Quién se ocupa de la escuela de los niños refugiados?", article: null }],
    posts: [{ author: "ACNUR España", handle: "@ACNURspain", date: "2017-12-03" }],
    inlineActions: [{ label: "puedes actuar aquí" }],
    paragraphs: 3,
  },
  "water-at-school.md": {
    title: "Water at School: What Has Changed",
    callouts: [
      { kind: "take-action", title: "Safe Water at Every School", campaign: null },
      { kind: "sign-now", title: "Water Before the New Term", campaign: null },
    ],
    readMores: [
      { headline: "What a Latrine Has to Do With Arithmetic", article: null },
      { headline: "Who Pays for the Pipes?", article: null },
    ],
    posts: [{ author: "Head Teacher", handle: "@headteacher", date: "2017-11-19" }],
    inlineActions: [{ label: "Take action here" }],
    paragraphs: 2,
  },
};

describe.each(Object.entries(EXPECTED))("of %s", (fileName, findings) => {
  test("everything is found, in its order", () => {
    expect(findingsOf(read(newsroomText(fileName), { fileName }))).toEqual(findings);
  });

  test("the article kept as Markdown says the same again", () => {
    const manuscript = read(newsroomText(fileName), { fileName });
    const again = read(`# ${"Title"}\n\n${asMarkdown(manuscript)}`, { format: "markdown" });
    expect(findingsOf({ ...again, title: manuscript.title })).toEqual(findings);
    expect(asMarkdown(again)).toBe(asMarkdown(manuscript));
  });
});

/** What does not come into an article as it was: labels, the spelling of dates, and front matter, which is kept beside it. */
const NOT_IN_THE_TEXT = [
  /take action|tweet now|sign now|read more|actua|lee mas|tuitea ahora|firma ahora/g,
  /\d{1,2} de \w+ de \d{4}|[a-z]{3,9} \d{1,2} \d{4}|\d{1,2} [a-z]{3,9} \d{4}/g,
  /title (water at school what has changed )?dek a third of schools had no safe water in 2016 byline ana perez( water at school what has changed)?/g,
];

describe.each(FILES)("every word of %s", (fileName) => {
  test("is in the article, in the same order", () => {
    const source = newsroomText(fileName);
    const written = fileName.endsWith(".html") ? visibleWords(source) : withoutAddresses(source);
    const told = toldInOrder(read(source, { fileName }));
    const parts = diffArrays(fold(written).split(" "), fold(told).split(" "));
    const [added, lost] = [parts.filter((part) => part.added), parts.filter((part) => part.removed)];
    expect(added.flatMap(({ value }) => value)).toEqual([]);
    expect(lost.length).toBeGreaterThan(2);
    const words = lost.flatMap(({ value }) => value).join(" ");
    expect(NOT_IN_THE_TEXT.reduce((rest, pattern) => rest.replaceAll(pattern, ""), words).trim()).toBe("");
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

test("a campaign on the command line is what call-outs mean that match none", () => {
  const manuscript = read(newsroomText("migration-talks.txt"));
  const { callouts } = findingsOf(matched(manuscript, { campaigns: [], articles: [], campaign: "stand" }));
  expect(callouts.map(({ campaign }) => campaign)).toEqual(["stand", "stand", "stand"]);
});

test("titles match however they are written, and the newsroom's words stay beside the match", () => {
  const manuscript = read(
    "Title\n\nTake Action: STAND with “Réfugees”!\nRead More: Why\n\nYou can take action here.",
  );
  const campaigns = [{ slug: "stand-with-refugees", titles: ["Únete", "Stand with refugees"] }];
  const articles = [{ slug: "why-it-is", titles: ["Why?"] }];
  expect(
    asMarkdown(matched(manuscript, { campaigns, articles })),
  ).toBe(`::take-action{campaign="stand-with-refugees" kind="take-action" title="STAND with “Réfugees”!"}

::read-more{article="why-it-is" headline="Why"}

:take-action[You can take action here]{campaign="stand-with-refugees" kind="take-action"}.
`);
});

const run = promisify(execFile);
const command = ["--import", "tsx", "scripts/articles-import.ts"];

test("the command prints what it found, one line of JSON for each file, and needs no database", async () => {
  const files = ["migration-talks.txt", "water-at-school.md"].map(newsroomPath);
  const { DATABASE_URL: _none, ...env } = process.env;
  const { stdout } = await run(process.execPath, [...command, "--dry-run", ...files], { env });
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([EXPECTED["migration-talks.txt"], EXPECTED["water-at-school.md"]]);
}, 30_000);

test("a file that cannot be read is named, and the others are read all the same", async () => {
  const files = [newsroomPath("no-such.txt"), newsroomPath("heat-at-work.txt")];
  const failed = await run(process.execPath, [...command, ...files, "--dry-run"]).catch((error) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("no-such.txt cannot be read") });
  expect(JSON.parse(failed.stdout)).toEqual(EXPECTED["heat-at-work.txt"]);
}, 30_000);

describe("hostile files", () => {
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
    ["directives.md", piled('::take-action{campaign="a"}\n\n', 190_000)],
    ["lines.txt", piled("Take Action: A\n", 190_000)],
    ["handles.txt", piled("(@a) ", 190_000)],
    ["here.txt", piled("you can take action here. ", 190_000)],
  ])(
    "%s is read or refused within seconds",
    (fileName, text) => {
      const started = performance.now();
      const reading = readManuscript(text, { fileName });
      if (reading.outcome === "read") asMarkdown(reading.manuscript);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});

test("what a page smuggles in comes out harmless", () => {
  const page =
    '<h1>T</h1><p onclick="x()">A<script>alert(1)</script><a href="javascript:alert(1)">b</a><style>p{}</style><iframe src="javascript:alert(1)"></iframe><img src="https://example.org/i.png" onerror="x" alt="c"></p>';
  expect(asMarkdown(read(page, { format: "html" }))).toBe("Ab[c](https://example.org/i.png)\n");
});

test("what means something in Markdown means itself in plain text", () => {
  const text =
    "Title\n\n# one *two* _three_ [four](five) `six` <b>seven</b> 10:30 ::video{a}\n1. eight\n+ nine & &amp; \\";
  const again = read(`# Title\n\n${asMarkdown(read(text, { format: "text" }))}`, { format: "markdown" });
  expect(toldInOrder(again)).toBe(text.replaceAll("\n\n", "\n"));
});
