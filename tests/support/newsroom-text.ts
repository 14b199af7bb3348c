import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "@/lib/articles/import/encodings";
import type { Format } from "@/lib/articles/import/file-formats";
import { type ImportedText, listFindings, parseText } from "@/lib/articles/import/parse-text";

/** Where a text stands that a newsroom hands in. */
export function newsroomPath(fileName: string): string {
  return join(import.meta.dirname, "newsroom-texts", fileName);
}

export function newsroomText(fileName: string): string {
  return decodeText(readFileSync(newsroomPath(fileName)));
}

/** A text that can be read, read. */
export function readImport(text: string, as: { fileName?: string; format?: Format } = {}): ImportedText {
  const reading = parseText(text, as);
  if (reading.outcome === "refused") throw new Error(`refused: ${reading.reason}`);
  return reading.manuscript;
}

/** What is found below a headline in a few lines. */
export function findingsIn(lines: string, format: Format = "text") {
  const headline = { text: "A headline\n\n", markdown: "# A headline\n\n", html: "<h1>A headline</h1>" }[
    format
  ];
  return listFindings(readImport(headline + lines, { format }));
}
