import { describe, expect, test } from "vitest";
import { findingsIn } from "../support/import-text";

const stand = { kind: "take-action", title: "Stand With Refugees", campaign: null };

describe("finds call-outs in every spelling of the label", () => {
  test.each([
    "Take Action: Stand With Refugees",
    "TAKE ACTION: Stand With Refugees",
    "Take action : Stand With Refugees",
    "take action:Stand With Refugees",
    "Take\u00a0Action:\u00a0Stand With Refugees",
    "Take\u200b Action\uff1a Stand With\u00ad Refugees",
    "  → Take Action: Stand With Refugees",
    "👉 Take Action: Stand With Refugees >>",
    "[Take Action: Stand With Refugees]",
    "(Take Action: Stand With Refugees)",
    "• Take Action: Stand With Refugees",
    "1. Take Action: Stand With Refugees",
    "**Take Action:** Stand With Refugees",
    "*Take Action: Stand With Refugees*",
    "Take Action: Stand With\nRefugees",
    "Take Action:\nStand With Refugees",
    "Take Action:\n\nStand With Refugees",
    "Take Action: Stand With Refugees https://example.org/act",
    "Actúa: Stand With Refugees",
    "¡Actúa ahora!: Stand With Refugees",
    "TOMA ACCIÓN: Stand With Refugees",
  ])("%j", (line) => {
    expect(findingsIn(line)).toMatchObject({ callOuts: [stand], paragraphs: 0 });
  });

  test.each([
    ["markdown", "**Take Action:** [Stand With Refugees](https://example.org)"],
    ["markdown", "[Take Action: Stand With Refugees](https://example.org)"],
    ["markdown", "### Take Action: Stand With Refugees"],
    ["markdown", "- *Take Action*: Stand With Refugees"],
    ["markdown", "> **Take Action: Stand With Refugees**"],
    ["html", "<p><strong>Take Action: <a href='https://example.org'>Stand With\nRefugees</a></strong></p>"],
    ["html", "<p>Take&nbsp;Action:&#8203; Stand <em>With</em> Refugees</p>"],
    ["html", "<ul><li><a href='/x'>Take Action: Stand With Refugees</a></li></ul>"],
    ["html", "<h2>TAKE ACTION:<br>Stand With Refugees</h2>"],
    ["html", "<div>Take Action: Stand With Refugees</div>"],
    ["html", "<table><tr><td>Take Action: Stand With Refugees</td></tr></table>"],
  ] as const)("in %s: %j", (format, line) => {
    expect(findingsIn(line, format)).toMatchObject({ callOuts: [stand], paragraphs: 0 });
  });
});

test("finds each kind in each language, in text order", () => {
  const lines = "Sign Now: A\nTweet Now: B\nFirma ahora: C\nTuitea ahora: D\nTake Action: Tweet Now to Stay";
  expect(findingsIn(lines).callOuts.map(({ kind, title }) => [kind, title])).toEqual([
    ["sign-now", "A"],
    ["tweet-now", "B"],
    ["sign-now", "C"],
    ["tweet-now", "D"],
    ["take-action", "Tweet Now to Stay"],
  ]);
});

test("read-mores keep the quotes and colons of their headline", () => {
  const lines = "Read More: The US Won’t Help: “Not Us”\nLee más: ¿Qué pasa?\n\nRead More:\n\n- One\n- Two";
  expect(findingsIn(lines, "markdown").readMores.map(({ headline }) => headline)).toEqual([
    "The US Won’t Help: “Not Us”",
    "¿Qué pasa?",
    "One",
    "Two",
  ]);
});

test("finds several in one paragraph with prose around them", () => {
  const lines = `The talks go on.
Take Action: Call on World Leaders to
Stand With Refugees
Read More: Why
The meeting opens on Monday.`;
  expect(findingsIn(lines)).toMatchObject({
    callOuts: [{ title: "Call on World Leaders to Stand With Refugees" }],
    readMores: [{ headline: "Why" }],
    paragraphs: 2,
  });
});

test("a title ends where prose begins", () => {
  const lines =
    "Take Action: Stand With Refugees\nOn Saturday the mission said that it was leaving. It was no surprise.";
  expect(findingsIn(lines)).toMatchObject({ callOuts: [stand], paragraphs: 1 });
});

describe("text that resembles a label stays a paragraph", () => {
  test.each([
    "Read more about it in the report: it is out now.",
    "Climate: Read More Books",
    "Leaders must take action. They said so: now.",
    "The union’s demand was\ntake action: now.",
    "Firma: Ana Pérez",
    "Más información: 555 12 34",
    "Related Stories: three of them",
    "“Take Action: Now” is what the book is called.",
  ])("%j", (line) => {
    expect(findingsIn(line)).toMatchObject({ callOuts: [], readMores: [], inlineActions: [], paragraphs: 1 });
  });
});

test("splits off a label in a link or in bold after the last sentence", () => {
  const text =
    "<p>The talks go on. <a href='/1'>Read More: Why</a> <b>Take Action: Stand With Refugees</b></p>";
  expect(findingsIn(text, "html")).toMatchObject({
    callOuts: [stand],
    readMores: [{ headline: "Why" }],
    paragraphs: 1,
  });
});

test("a line break does not end a title that continues, and does not start another", () => {
  const text =
    "<p>Prose.<br><br>Take Action: Stand With<br>Refugees<br><br>The US left. Will others follow?</p><p>Sign Now: Go!<br>Who else will</p>";
  expect(findingsIn(text, "html")).toMatchObject({ callOuts: [stand, { title: "Go!" }], paragraphs: 3 });
});

test("moves call-outs out of a list and keeps the other items", () => {
  expect(findingsIn("- One\n- Sign Now: A\n- Two", "markdown")).toMatchObject({ callOuts: [{ title: "A" }] });
});
