import { stringify } from "csv-stringify/sync";

const LINE_BREAK = String.raw`[\r\n\v\f\u0085\u2028\u2029]`;
/** What a spreadsheet skips before it looks for a formula: spaces, quotation marks and invisible characters. */
const SKIPPED = String.raw`[[\s'"\u2018\u2019\u201c\u201d\u00ab\u00bb\p{Default_Ignorable_Code_Point}]--${LINE_BREAK}]`;
/** What a formula begins with, in normal or full width. Spreadsheets drop a TAB at the start of a cell. */
const FORMULA_START = String.raw`[\t=+\-@\uff1d\uff0b\uff0d\uff20]`;
/**
 * Each place where a spreadsheet could find a formula: at the start of a text and of each line in it, and behind a
 * semicolon, which separates cells where the comma separates decimals. A text that begins with a line break counts, too.
 * Replaced by an apostrophe: `a\n=1` becomes `a\n'=1`, and `x;=1` becomes `x;'=1`.
 */
const FORMULA = new RegExp(
  `(?<=^|${LINE_BREAK}|;)(?=${SKIPPED}*${FORMULA_START})|^(?=${SKIPPED}*${LINE_BREAK})`,
  "gv",
);
/** csv-stringify itself quotes a field only for the whole record delimiter, not for one of its characters. */
const QUOTED = /[\r\n\t;]/;

/**
 * Formats rows as CSV by RFC 4180. Puts an apostrophe in front of whatever looks like a formula, so that no spreadsheet
 * evaluates it (OWASP). To restore a text, remove the apostrophe at each place that `FORMULA` describes.
 */
export function csvRows(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map((text) => text.replace(FORMULA, "'"))),
    { record_delimiter: "windows", quoted_match: QUOTED },
  );
}
