import { expect, test } from "vitest";
import { readArticleText } from "@/lib/articles/article-text";
import {
  fillPlaceholders,
  mailLink,
  PLACEHOLDERS,
  type PlaceholderValues,
  plainMarkdown,
} from "@/lib/legal/fill-placeholders";

const none = Object.fromEntries(PLACEHOLDERS.map((name) => [name, ""]));
const values = (known: Partial<PlaceholderValues>): PlaceholderValues => ({
  ...{ organisation: "", address: "", representative: "", registration: "", email: "", phone: "" },
  ...{ privacyEmail: "", securityEmail: "", recipients: "", retention: "", site: "" },
  ...none,
  ...known,
});

test("placeholders are filled in, and a line without a value is left out", () => {
  const text = "We are {organisation}.\nPhone: {phone}\nUnknown {placeholder} stays.";
  expect(fillPlaceholders(text, values({ organisation: "Us" }))).toBe(
    "We are Us.\nUnknown {placeholder} stays.",
  );
});

test("what settings say is shown as it is, and cannot become markup", () => {
  const hostile = '# <b>Us</b> [x](javascript:alert(1)) ::take-action{campaign="x"}';
  const { tree, callOuts } = readArticleText(plainMarkdown(hostile));
  const json = JSON.stringify(tree);
  expect(callOuts).toEqual([]);
  expect(json).not.toContain('"tagName":"a"');
  expect(json).not.toContain('"tagName":"h1"');
  expect(json).not.toContain('"tagName":"b"');
});

test("an address becomes a link that writes to it", () => {
  expect(JSON.stringify(readArticleText(mailLink("data.team@example.org")).tree)).toContain(
    '"href":"mailto:data.team@example.org"',
  );
  expect(mailLink("")).toBe("");
});
