import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { readArticleText, readingMinutes } from "@/lib/articles/article-text";
import { isTooComplex } from "@/lib/articles/complexity-limit";

/** Renders the tree as HTML, with our elements as plain elements. */
/** Without the directions of blocks, which `direction.test.ts` tests. */
function htmlOf(markdown: string): string {
  const html = renderToStaticMarkup(toJsxRuntime(readArticleText(markdown).tree, { Fragment, jsx, jsxs }));
  return html.replaceAll(' dir="auto"', "");
}

describe("call-outs", () => {
  test("are numbered in reading order, inline and as blocks, also for the same campaign", () => {
    const { callOuts } = readArticleText(`
::take-action{campaign="clean-air"}

Read on, or :take-action[act *now*]{campaign="safe-water"} with others.

:::post{author="Ada"}
Even here: :take-action[sign]{campaign="clean-air"}
:::

::take-action{campaign="clean-air"}`);
    expect(callOuts).toEqual([
      { number: "1", campaign: "clean-air", inline: false },
      { number: "2", campaign: "safe-water", inline: true },
      { number: "3", campaign: "clean-air", inline: true },
      { number: "4", campaign: "clean-air", inline: false },
    ]);
  });

  test("carry their number and text, and ignore a number set by the author", () => {
    expect(htmlOf('::take-action{campaign="clean-air" number="9"}')).toBe(
      '<take-action campaign="clean-air" number="1"></take-action>',
    );
    expect(htmlOf('So :take-action[act *now*]{campaign="clean-air"}.')).toBe(
      '<p>So <take-action-inline campaign="clean-air" number="1">act <em>now</em></take-action-inline>.</p>',
    );
  });
});

test("finds read-mores and quoted posts with their attributes", () => {
  const text = readArticleText('::read-more{article="safe-water-at-school"}');
  expect(text).toMatchObject({ readMores: ["safe-water-at-school"], callOuts: [] });
  expect(
    htmlOf(
      ':::post{author="Ada" handle="@ada" date="2017-12-03" url="https://example.org/1"}\nHello *all*.\n:::',
    ),
  ).toBe(
    '<quoted-post author="Ada" handle="@ada" date="2017-12-03" url="https://example.org/1"><p>Hello <em>all</em>.</p></quoted-post>',
  );
});

describe("unsupported directives stay plain text", () => {
  test.each([
    ["We met at 10:30 p.m. in 2:1 odds.", "<p>We met at 10:30 p.m. in 2:1 odds.</p>"],
    ["A :smile: and ::nothing", null],
    ["::video{src=x}", "<p>::video{src=x}</p>"],
    ['::take-action{campaign="Not A Slug"}', "<p>::take-action{campaign=&quot;Not A Slug&quot;}</p>"],
    ["::take-action", "<p>::take-action</p>"],
    [":take-action[act]", "<p>:take-action[act]</p>"],
    ["::read-more{article=../../etc}", "<p>::read-more{article=../../etc}</p>"],
    [":::post\nNobody said this.\n:::", "<p>:::post\nNobody said this.\n:::</p>"],
  ])("%j", (markdown, html) => {
    const text = readArticleText(markdown);
    expect([text.callOuts, text.readMores]).toEqual([[], []]);
    if (html) expect(htmlOf(markdown)).toBe(html);
    expect(plain(htmlOf(markdown))).toBe(markdown);
  });

  const plain = (html: string) =>
    html
      .replaceAll(/<[^>]+>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">");
});

describe("hostile text", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<iframe src="https://example.com"></iframe>',
    "[press](javascript:alert(1))",
    "[press](  JaVaScRiPt:alert(1))",
    "[press](data:text/html,alert)",
    "![x](javascript:alert(1))",
    ':take-action[x]{campaign="clean-air" onclick="alert(1)" style="position:fixed" class="button"}',
    ':::post{author="<script>alert(1)</script>" url="javascript:alert(1)"}\nx\n:::',
    '::read-more{article="a" href="javascript:alert(1)"}',
    "<style>body{display:none}</style>",
    '<form action="https://example.com"><input name="email"></form>',
  ])("%j is sanitised", (markdown) => {
    const html = htmlOf(markdown);
    expect(html).not.toMatch(/<(script|iframe|style|form|input|object|embed)/i);
    expect(html).not.toMatch(/\s(on\w+|style|class|href="(javascript|data):|src="javascript:)/i);
    expect(html).not.toMatch(/url="javascript/i);
  });

  test("text with too much markup is not parsed, because parsing time grows with its square", () => {
    for (const markdown of ["&gt;".repeat(2_000), "*a_".repeat(2_000), "{".repeat(5_000)]) {
      const text = markdown.replaceAll("&gt;", ">");
      expect(isTooComplex(text)).toBe(true);
      expect(htmlOf(text)).toBe(`<p>${markdown}</p>`);
    }
  });
});

test("reading time is at least one minute, at 230 words a minute", () => {
  expect(readingMinutes("")).toBe(1);
  expect(readingMinutes("word ".repeat(690))).toBe(3);
  expect(readingMinutes("— 2017 ".repeat(690))).toBe(1);
});
