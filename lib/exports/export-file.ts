import type { EXPORT_FILES } from "@/db/schema";
import { open, seal } from "@/lib/crypto";
import { type SignatureFilter, signatureFilter } from "@/lib/signatures/signature-filter";

/** A file of an export. */
export type ExportFile = (typeof EXPORT_FILES)[number];

/** Up to this many rows are written while they are downloaded. A worker writes longer lists ahead. */
export const MAX_IMMEDIATE_ROWS = 10_000;
/** How long a finished file can be downloaded. */
export const KEEP_FILE_HOURS = 24;
/** In characters. */
export const MAX_REASON_LENGTH = 500;

/** Returns when a file that is ready now expires. */
export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + KEEP_FILE_HOURS * 3_600_000);
}

type ExportTimes = {
  finishedAt: Date | null;
  failedAt: Date | null;
  cancelledAt: Date | null;
  deletedAt: Date | null;
  expiresAt: Date | null;
  leasedUntil: Date | null;
};

type ExportState = "waiting" | "making" | "ready" | "expired" | "failed" | "cancelled" | "deleted";

/** Returns the state of an export at a time. */
export function exportState(times: ExportTimes, now: Date): ExportState {
  if (times.deletedAt) return "deleted";
  if (times.cancelledAt) return "cancelled";
  if (times.failedAt) return "failed";
  if (times.finishedAt) return times.expiresAt && times.expiresAt > now ? "ready" : "expired";
  return times.leasedUntil && times.leasedUntil > now ? "making" : "waiting";
}

/** Returns the progress in whole percent, at most 99 until the export is ready. Null before the rows were counted. */
export function percentDone({ read, toRead }: { read: number; toRead: number | null }): number | null {
  return toRead ? Math.min(99, Math.floor((read / toRead) * 100)) : null;
}

/** Encrypts a filter for storage, because it may contain a name or a person. */
export function sealFilter(filter: SignatureFilter, exportId: string): Buffer {
  return seal("exports/filter", JSON.stringify(filter), exportId);
}

/** Decrypts the filter of an export. Throws if it cannot: a lost filter must not become "no filter". */
export function openFilter(cipher: Uint8Array, exportId: string): SignatureFilter {
  const text = open("exports/filter", cipher, exportId);
  if (text === null) throw new Error(`the filter of export ${exportId} cannot be decrypted`);
  return signatureFilter.parse(JSON.parse(text));
}

const EXTENSIONS = { csv: "csv", jsonl: "jsonl" } as const;
const TYPES = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson; charset=utf-8",
  pdf: "application/pdf",
} as const;

/** Returns the name and media type of a file. The name has the campaign, the content and the day (UTC) of the request. */
export function nameFile(asked: {
  slug: string;
  file: ExportFile;
  format: "csv" | "jsonl";
  requestedAt: Date;
}): { name: string; type: string } {
  const kind = asked.file === "letter" ? "pdf" : asked.file === "public-list" ? "csv" : asked.format;
  const extension = kind === "pdf" ? "pdf" : EXTENSIONS[kind];
  const what = { signatures: "signatures", letter: "delivery", "public-list": "delivery-list" }[asked.file];
  const day = asked.requestedAt.toISOString().slice(0, 10);
  return { name: `${asked.slug}-${what}-${day}.${extension}`, type: TYPES[kind] };
}

const FILES_OF = { signatures: ["signatures"], "delivery-pack": ["letter", "public-list"] } as const;

/** The files that an export of a kind has. */
export function filesOf(kind: keyof typeof FILES_OF): readonly ExportFile[] {
  return FILES_OF[kind];
}

/** Whether an export of a kind has such a file. */
export function holdsFile(kind: keyof typeof FILES_OF, file: ExportFile): boolean {
  return filesOf(kind).includes(file);
}
