import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { csvRows } from "@/lib/exports/csv";
import { fileHead, fileLines } from "@/lib/exports/export-rows";
import { seededRandom } from "@/scripts/seed/seeded-random";

const read = (csv: string): string[][] => parse(csv, { record_delimiter: "\r\n" });

const BREAK = String.raw`[\r\n\v\f\u0085\u2028\u2029]`;
const SKIPPED = String.raw`[[\s'"\u2018\u2019\u201c\u201d\u00ab\u00bb\p{Default_Ignorable_Code_Point}]--${BREAK}]*`;
const GUARD = new RegExp(
  String.raw`(?<=^|${BREAK}|;)'(?=${SKIPPED}[\t=+\-@\uff1d\uff0b\uff0d\uff20])|^'(?=${SKIPPED}${BREAK})`,
  "gv",
);
/** Restores a cell as docs/decisions/exports.md describes. */
const asTyped = (cell: string) => cell.replace(GUARD, "");

const PIECES = [
  ...["a", "Ann", "é", "李", "🙂", " ", "\u200b", "'", '"', "“", "1"],
  ...["\n", "\r", "\r\n", "\t", ",", ";", "\u2028", "=", "+", "-", "@", "＝", "HYPERLINK(A1&B1)"],
];
const ROWS = 2_000;

function randomRows(): string[][] {
  const random = seededRandom(4180);
  const text = () => Array.from({ length: random.below(9) }, () => random.pick(PIECES)).join("");
  return Array.from({ length: ROWS }, () => [`#${text()}`, text(), text()]);
}

describe("CSV", () => {
  test("a field with a line break and no comma stays one field", () => {
    for (const lineBreak of ["\n", "\r", "\r\n"]) {
      const row = ["Ann", `Well done!${lineBreak}Thank you`, "ES"];
      expect(csvRows([row, row])).toContain(`"Well done!${lineBreak}Thank you"`);
      expect(read(csvRows([row, row]))).toEqual([row, row]);
    }
  });

  test("a formula is disarmed at the start of each line of a field, and behind a semicolon", () => {
    const guarded = (text: string) => read(csvRows([[text]]))[0]?.[0];
    expect(guarded("Well done!\n=HYPERLINK(A1&B1)")).toBe("Well done!\n'=HYPERLINK(A1&B1)");
    expect(guarded("a\r+1\r\n-1\n@x\n\tb\n “=1")).toBe("a\r'+1\r\n'-1\n'@x\n'\tb\n' “=1");
    expect(guarded("Bravo;=1+1")).toBe("Bravo;'=1+1");
    expect(guarded("\r=1")).toBe("'\r'=1");
    expect(guarded("1 + 1 = 2; a - b\n\nmail me @ home")).toBe("1 + 1 = 2; a - b\n\nmail me @ home");
  });

  test("every text survives, no line of a cell begins with a formula, and every record is one line or quoted", () => {
    const rows = randomRows();
    const csv = csvRows(rows);
    const cells = read(csv);
    expect(cells.length).toBe(ROWS);
    expect(cells.map((row) => row.map(asTyped))).toEqual(rows);
    const live = cells
      .flat()
      .filter((cell) => /(?:^|[\r\n;])[\s"“\u200b]*[=+\-@＝]|(?:^|[\r\n])\t/u.test(cell));
    expect(live).toEqual([]);
    // Outside of quotation marks, CR and LF end a record, and only together.
    const unquoted = csv.replaceAll(/"(?:[^"]|"")*"/g, "");
    expect(unquoted.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(unquoted.split("\r\n")).toHaveLength(ROWS + 1);
  });

  test("every file of the product is formatted so", () => {
    const layout = { format: "csv", bom: true, columns: ["name", "comment"] } as const;
    const rows = [{ name: "Ann", comment: "Well done!\n=1+1" }];
    expect(fileHead(layout) + fileLines(layout, rows)).toBe(
      '\ufeffname,comment\r\nAnn,"Well done!\n\'=1+1"\r\n',
    );
  });
});
