import { stringify } from "csv-stringify/sync";
import { shownName } from "@/lib/signatures/display";
import type { SignatureCursor } from "@/lib/signatures/signature-filter";
import { readSealedAddress } from "@/lib/supporters/address";
import type { ExportedSignature } from "./read-rows";

/** What a row can tell, in the order of the file. The names are the same in every language: programs read them. */
export const COLUMNS = [
  "name",
  "email",
  "country",
  "postcode",
  "comment",
  "display",
  "state",
  "signed_at",
  "confirmed_at",
  "article",
  "callout",
  "channel",
  "share_code",
  "text_sha256",
  "text_locale",
  "updates",
] as const;

export type Column = (typeof COLUMNS)[number];
/** One row of a file, by the names of its columns. Null is not known. */
export type Cells = Record<string, string | boolean | null>;

/** What the public list beside a delivery pack tells: nothing that is not public anyway. */
export const PUBLIC_COLUMNS = ["name", "country", "comment", "confirmed_on"] as const;

/** A piece of a file: what it says, of how many rows, and how far in the list it was read for it. */
export type Chunk = {
  content: string | Uint8Array;
  rows: number;
  read: number;
  unreadable: number;
  last: SignatureCursor | null;
};

/** What stands for an address that does not open under our APP_SECRET. No address looks like it. */
export const UNREADABLE = "[unreadable]";

/**
 * What a spreadsheet would take for a formula: `=`, `+`, `-` or `@`, in any width, or a TAB or line break that leads to
 * one, first or behind spaces, quotation marks and what cannot be seen.
 */
const FORMULA =
  /^(?:[\t\r\n]|[\s'"\u2018\u2019\u201c\u201d\u00ab\u00bb\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/**
 * A text that no spreadsheet calculates with (OWASP): what looks like a formula gets an apostrophe in front. Nothing is
 * lost: whoever wants the text back takes one apostrophe off wherever what follows it looks like a formula.
 */
export function formulaSafe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** All that staff may take out of a signature. */
export function staffCells(told: ExportedSignature): Cells {
  return {
    name: told.name,
    email: readSealedAddress(told.emailCipher, told.supporterId) ?? UNREADABLE,
    country: told.country,
    postcode: told.postcode,
    comment: told.comment,
    display: told.display,
    state: told.state,
    signed_at: told.signedAt.toISOString(),
    confirmed_at: told.confirmedAt?.toISOString() ?? null,
    article: told.article,
    callout: told.callout,
    channel: told.channel,
    share_code: told.shareCode,
    text_sha256: told.textSha256,
    text_locale: told.textLocale,
    updates: told.updates,
  };
}

/** What the public may know of a signature: the name as its signer shows it, and the comment once it is approved. */
export function publicCells(told: ExportedSignature): Cells {
  return {
    name: shownName(told.name, told.display),
    country: told.country,
    comment: told.isCommentPublic ? told.comment : null,
    confirmed_on: told.confirmedAt?.toISOString().slice(0, 10) ?? null,
  };
}

const BOM = "\ufeff";

/** The first bytes of a file: the header of a CSV, behind a byte order mark for Excel if that is wanted. */
export function fileHead(layout: {
  format: "csv" | "jsonl";
  bom: boolean;
  columns: readonly string[];
}): string {
  if (layout.format === "jsonl") return "";
  return `${layout.bom ? BOM : ""}${asCsv([layout.columns.map((column) => column)])}`;
}

/** Rows as the lines of a file: CSV as RFC 4180 has it and safe from formulas, or JSON Lines with every text as it is. */
export function fileLines(
  layout: { format: "csv" | "jsonl"; columns: readonly string[] },
  rows: Cells[],
): string {
  if (layout.format === "jsonl")
    return rows.map((row) => `${JSON.stringify(chosen(row, layout.columns))}\n`).join("");
  return asCsv(rows.map((row) => layout.columns.map((column) => csvCell(row[column]))));
}

function csvCell(value: string | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value ? formulaSafe(value) : "";
}

function chosen(row: Cells, columns: readonly string[]): Cells {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function asCsv(rows: string[][]): string {
  return stringify(rows, { record_delimiter: "windows" });
}
