import { describe, expect, test } from "vitest";
import { splitAtLineBreaks } from "@/lib/print/line-breaks";

describe("line breaks in print", () => {
  test("a line may end after a space or a hyphen", () => {
    expect(splitAtLineBreaks("a well-known text")).toEqual(["a ", "well-", "known ", "text"]);
  });

  test("a line may end between Chinese or Japanese characters, but not before their punctuation", () => {
    expect(splitAtLineBreaks("東京。大阪")).toEqual(["東", "京。", "大", "阪"]);
  });

  test("a line does not end at a no-break space", () => {
    expect(splitAtLineBreaks("12\u00a0000 people")).toEqual(["12\u00a0000 ", "people"]);
  });
});
