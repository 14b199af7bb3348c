import { parse } from "node-html-parser";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CodeField } from "@/app/_signing/code-field";

const texts = { code: "Code from the mail", codeHint: "Six digits" };
const WRONG = "That is not the code.";

/** What a screen reader reads when the error appears and the field gets the focus: alerts, then the field's description. */
function heard(announced?: { isDescribed: boolean; onBlur: () => void }) {
  const page = parse(
    renderToStaticMarkup(<CodeField id="x" texts={texts} error={WRONG} announced={announced} />),
  );
  const described = page.querySelector("input")?.getAttribute("aria-describedby")?.split(" ") ?? [];
  return [
    ...page.querySelectorAll("[role=alert]").map(({ text }) => text),
    ...described.map((id) => page.getElementById(id)?.text),
  ];
}

describe("a screen reader", () => {
  test("reads a new error once, as an alert", () => {
    expect(heard({ isDescribed: false, onBlur: () => {} })).toEqual([WRONG, texts.codeHint]);
  });

  test("reads an error of a loaded page once, as the field's description", () => {
    expect(heard()).toEqual([texts.codeHint, WRONG]);
  });
});
