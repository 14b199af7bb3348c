import { describe, expect, test } from "vitest";
import { asMarkdown } from "@/lib/articles/import/parse-text";
import { findingsIn, readImport } from "../support/import-text";

describe("finds the phrase of an inline action", () => {
  test.each([
    ["You can take action on this issue here.", "You can take action on this issue here"],
    ["If it moves you, you can take action on this issue here", "you can take action on this issue here"],
    [
      "We campaign for it, and you can also take action\non this issue here!",
      "you can also take action on this issue here",
    ],
    ["You can join us and take action here to call on leaders.", "take action here"],
    ["Take action here.", "Take action here"],
    ["Call on world leaders to take action here.", "take action here"],
    ["Join us in taking action on hunger here.", "taking action on hunger here"],
    ["You can sign the petition here.", "You can sign the petition here"],
    ["Si quieres ayudar, puedes actuar aquí.", "puedes actuar aquí"],
    [
      "También puedes tomar acción sobre este asunto aquí.",
      "También puedes tomar acción sobre este asunto aquí",
    ],
    ["Actúa aquí.", "Actúa aquí"],
  ])("%j", (sentence, label) => {
    expect(findingsIn(sentence)).toMatchObject({ inlineActions: [{ label }], paragraphs: 1 });
  });

  test.each([
    ["html", "<p>You can take action on this issue <a href='https://example.org'>here</a>.</p>"],
    ["html", "<p><a href='https://example.org'>You can <b>take action</b> on this issue here</a>.</p>"],
    ["markdown", "You can [take action on this issue](https://example.org)\nhere."],
  ] as const)("in %s: %j", (format, text) => {
    expect(findingsIn(text, format).inlineActions).toEqual([
      { label: "You can take action on this issue here" },
    ]);
  });

  test("a link with an action phrase needs no “here”", () => {
    expect(findingsIn("You can [take action now](https://example.org).", "markdown").inlineActions).toEqual([
      { label: "take action now" },
    ]);
  });
});

test("finds two in one paragraph, and keeps their addresses", () => {
  const text = "You can take action [here](https://example.org/1), or take action on water here.";
  expect(asMarkdown(readImport(`# Title\n\n${text}`, { format: "markdown" }))).toBe(
    ':take-action[You can take action here]{kind="take-action" url="https://example.org/1"}, or :take-action[take action on water here]{kind="take-action"}.\n',
  );
});

describe("finds no inline action in", () => {
  test.each([
    "Governments must take action here and now.",
    "Leaders failed to take action here.",
    "You know that leaders must take action here.",
    "It is time to take action on climate.",
    "The US promised to take action here.",
    "They take action on behalf of those who live here.",
    "Los gobiernos deben actuar aquí.",
    "She took action. Here it ends.",
    "You can take action in Brussels, not here in the capital of Spain.",
  ])("%j", (sentence) => {
    expect(findingsIn(sentence)).toMatchObject({ inlineActions: [], paragraphs: 1 });
  });

  test("a link in news about other people", () => {
    expect(
      findingsIn("The council refused to [take action](https://example.org).", "markdown").inlineActions,
    ).toEqual([]);
  });
});
