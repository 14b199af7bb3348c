import { describe, expect, test } from "vitest";
import { type Known, listNamedSlugs, remarksOn } from "@/lib/articles/remarks";

const known: Known = {
  campaigns: [
    { slug: "clean-air", status: "open" },
    { slug: "soon", status: "upcoming" },
    { slug: "draft", status: "draft" },
    { slug: "safe-water", status: "won" },
    { slug: "old-plea", status: "closed" },
  ],
  articles: [
    { slug: "read-me", isPublished: true },
    { slug: "half-done", isPublished: false },
  ],
  primaryCampaign: null,
};

const ACT = '::take-action{campaign="clean-air"}';
const PICTURE = "/media/0190a5b0-0000-7000-8000-000000000000.webp";
/** Line and kind of each remark. */
const remarks = (markdown: string, also: Partial<Known> = {}) =>
  remarksOn(markdown, { ...known, ...also }).map(({ line, kind }) => [line, kind]);

test("a text with call-outs, read-mores and image descriptions has no remarks", () => {
  expect(
    remarks(
      `${ACT}\n\nOr :take-action[now]{campaign="soon"}.\n\n::read-more{article="read-me"}\n\n![A tap](${PICTURE})`,
    ),
  ).toEqual([]);
});

describe("each problem is reported at its line", () => {
  test.each([
    ['::take-action{campaign="no-such"}', "unknown-campaign", "no-such", "warning"],
    ['::take-action{campaign="draft"}', "draft-campaign", "draft", "warning"],
    ['::take-action{campaign="safe-water"}', "ended-campaign", "safe-water", "warning"],
    ['Do it :take-action[here]{campaign="old-plea"}.', "ended-campaign", "old-plea", "warning"],
    ['::take-action{kind="sign-now" title="Water"}', "unmatched-call-out", "Water", "error"],
    ["Do it :take-action[here]{}.", "unmatched-inline", "", "error"],
    ['::read-more{headline="A headline"}', "unmatched-read-more", "A headline", "error"],
    ['::take-action{campaign="No Slug"}', "unreadable", "take-action", "error"],
    ['::call-out{campaign="clean-air"}', "unknown-directive", "call-out", "warning"],
    ['::read-more{article="nowhere"}', "unknown-article", "nowhere", "warning"],
    ['::read-more{article="half-done"}', "unpublished-article", "half-done", "warning"],
    [`![](${PICTURE})`, "image-without-text", PICTURE, "warning"],
    ["![A tap](https://example.org/a.png)", "foreign-image", "https://example.org/a.png", "warning"],
    ["![A tap](/media/../secret.webp)", "foreign-image", "/media/../secret.webp", "warning"],
  ])("%s", (line, kind, named, severity) => {
    expect(remarksOn(`${ACT}\n\nA paragraph.\n\n${line}`, known)).toMatchObject([
      { line: 5, kind, subject: named, severity },
    ]);
  });
});

test("a colon in a sentence is not a directive", () => {
  expect(remarks(`${ACT}\n\nAt 10:30 p.m., in the ratio 2:one, they said:no.`)).toEqual([]);
});

test("an article without a call-out gets a remark", () => {
  expect(remarks("Only text.")).toEqual([[1, "no-call-out"]]);
  expect(remarks("Only text.", { primaryCampaign: "clean-air" }), "the end module has one").toEqual([]);
});

test("the campaign of the end module is checked, too", () => {
  expect(remarks(ACT, { primaryCampaign: "no-such" })).toEqual([[1, "unknown-primary"]]);
  expect(remarks(ACT, { primaryCampaign: "safe-water" })).toEqual([[1, "ended-primary"]]);
});

test("each named slug is listed once", () => {
  expect(listNamedSlugs(`${ACT}\n\n${ACT}\n\n::read-more{article="read-me"}`)).toEqual({
    campaigns: ["clean-air"],
    articles: ["read-me"],
  });
});
