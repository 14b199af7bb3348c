import { deliveredName } from "@/lib/signatures/public-name";
import type { SignatureCursor } from "@/lib/signatures/signature-filter";
import { readSealedAddress } from "@/lib/supporters/address";
import { csvRows } from "./csv";
import type { ExportedSignature } from "./read-rows";

/** The columns of a list, in order. Their names are the same in every language, for programs that read them. */
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
  "delivered_as",
] as const;

export type Column = (typeof COLUMNS)[number];
/** One row of a file, by column. Null means unknown. */
export type Cells = Record<string, string | boolean | null>;

/** The columns of the list in a delivery pack. They contain only what the signers let the target receive. */
export const DELIVERY_COLUMNS = ["name", "country", "comment", "confirmed_on"] as const;

/** A chunk of a file: its content and number of rows, and how far the signatures were read for it. */
export type Chunk = {
  content: string | Uint8Array;
  rows: number;
  read: number;
  unreadable: number;
  last: SignatureCursor | null;
};

/** Replaces an address that cannot be decrypted under our APP_SECRET. No address looks like it. */
export const UNREADABLE = "[unreadable]";

/** The cells of the list for staff. */
export function staffCells(signature: ExportedSignature): Cells {
  return {
    name: signature.name,
    email: readSealedAddress(signature.emailCipher, signature.supporterId) ?? UNREADABLE,
    country: signature.country,
    postcode: signature.postcode,
    comment: signature.comment,
    display: signature.display,
    state: signature.state,
    signed_at: signature.signedAt.toISOString(),
    confirmed_at: signature.confirmedAt?.toISOString() ?? null,
    article: signature.article,
    callout: signature.callout,
    channel: signature.channel,
    share_code: signature.shareCode,
    text_sha256: signature.textSha256,
    text_locale: signature.textLocale,
    updates: signature.updates,
    delivered_as: signature.deliveredAs,
  };
}

/** The cells of the list for the target: name and country if the signer agreed to that, and the comment if it is approved. */
export function deliveryCells(signature: ExportedSignature): Cells {
  const name = deliveredName(signature);
  return {
    name,
    country: name === null ? null : signature.country,
    comment: signature.isCommentPublic ? signature.comment : null,
    confirmed_on: signature.confirmedAt?.toISOString().slice(0, 10) ?? null,
  };
}

const BOM = "\ufeff";

/** The start of a file: the header of a CSV, after a byte order mark for Excel if the layout has one. */
export function fileHead(layout: {
  format: "csv" | "jsonl";
  bom: boolean;
  columns: readonly string[];
}): string {
  if (layout.format === "jsonl") return "";
  return `${layout.bom ? BOM : ""}${csvRows([[...layout.columns]])}`;
}

/** Formats rows as CSV without formulas, or as JSON Lines with unchanged texts. */
export function fileLines(
  layout: { format: "csv" | "jsonl"; columns: readonly string[] },
  rows: Cells[],
): string {
  if (layout.format === "jsonl")
    return rows.map((row) => `${JSON.stringify(chosen(row, layout.columns))}\n`).join("");
  return csvRows(rows.map((row) => layout.columns.map((column) => cellText(row[column]))));
}

function cellText(value: string | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value ?? "";
}

function chosen(row: Cells, columns: readonly string[]): Cells {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}
