import { expect, test } from "vitest";
import { decodeText } from "@/lib/articles/import/encodings";
import { formatOf } from "@/lib/articles/import/file-formats";

const WORDS = "“Won’t” – Lajčák\nniña…\n";

const windows = Uint8Array.from([0x93, 0x57, 0x6f, 0x6e, 0x92, 0x74, 0x94, 0x20, 0x96, 0x85, 0xf1]);

test("decodes a file in its encoding", () => {
  const utf16 = Buffer.from(WORDS, "utf16le");
  expect(decodeText(Buffer.from(WORDS))).toBe(WORDS);
  expect(decodeText(Buffer.from(`\ufeff${WORDS}`))).toBe(WORDS);
  expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toBe(WORDS);
  expect(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]))).toBe(WORDS);
  expect(decodeText(Buffer.from("Plain words, wide and unmarked", "utf16le"))).toBe(
    "Plain words, wide and unmarked",
  );
  expect(decodeText(windows)).toBe("“Won’t” –…ñ");
  expect(decodeText(Buffer.from('<meta charset="iso-8859-2"><p>Laj\xe8\xe1k', "latin1"))).toContain("Lajčák");
});

test("normalises line ends and removes invisible characters", () => {
  expect(decodeText(Buffer.from("a\r\nb\rc\u2028d\u200be\u00adf\0g"))).toBe("a\nb\nc\ndefg");
});

test.each([
  ["a.txt", "Take Action: Stand", "text"],
  ["a.txt", "<!doctype html><p>x</p>", "html"],
  ["a.txt", "# Headline\n\n[x](https://example.org)", "markdown"],
  ["a.txt", "Snake_case * stars * and <angles> stay", "text"],
  ["a.HTM", "x", "html"],
  ["a.md", "<p>x</p>", "markdown"],
  ["", "<p>pasted</p>", "html"],
  ["", "**Take Action:** Stand", "markdown"],
])("detects the format of %j, %j, as %s", (fileName, text, format) => {
  expect(formatOf(text, fileName)).toBe(format);
});
