import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "@/lib/articles/import/encodings";
import type { Format } from "@/lib/articles/import/file-formats";
import { type ImportedText, listFindings, parseText } from "@/lib/articles/import/parse-text";

/** Returns the path of a sample text for the importer. */
export function importTextPath(fileName: string): string {
  return join(import.meta.dirname, "import-texts", fileName);
}

export function readImportText(fileName: string): string {
  return decodeText(readFileSync(importTextPath(fileName)));
}

/** Parses a text as the importer does. Throws if the importer refuses it. */
export function readImport(text: string, as: { fileName?: string; format?: Format } = {}): ImportedText {
  const parsed = parseText(text, as);
  if (parsed.outcome === "refused") throw new Error(`refused: ${parsed.reason}`);
  return parsed.imported;
}

/** Returns what the importer finds in a few lines below a headline. */
export function findingsIn(lines: string, format: Format = "text") {
  const headline = { text: "A headline\n\n", markdown: "# A headline\n\n", html: "<h1>A headline</h1>" }[
    format
  ];
  return listFindings(readImport(headline + lines, { format }));
}
