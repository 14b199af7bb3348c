import type { EXPORT_FILES } from "@/db/schema";
import { open, seal } from "@/lib/crypto";
import { type SignatureFilter, signatureFilter } from "@/lib/signatures/signature-filter";

/** A file of an export. */
export type ExportFile = (typeof EXPORT_FILES)[number];

/** So many rows are written while they are downloaded; more are written ahead, by a worker. */
export const MAX_IMMEDIATE_ROWS = 10_000;
/** How long a finished file can be downloaded. */
export const KEEP_FILE_HOURS = 24;
/** What a reason for taking out may hold. */
export const MAX_REASON_LENGTH = 500;

/** When a file that is ready now can no longer be downloaded. */
export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + KEEP_FILE_HOURS * 3_600_000);
}

export type ExportTimes = {
  finishedAt: Date | null;
  failedAt: Date | null;
  cancelledAt: Date | null;
  deletedAt: Date | null;
  expiresAt: Date | null;
  leasedUntil: Date | null;
};

export type ExportState = "waiting" | "making" | "ready" | "expired" | "failed" | "cancelled" | "deleted";

/** How an export stands at a time. */
export function exportState(times: ExportTimes, now: Date): ExportState {
  if (times.deletedAt) return "deleted";
  if (times.cancelledAt) return "cancelled";
  if (times.failedAt) return "failed";
  if (times.finishedAt) return times.expiresAt && times.expiresAt > now ? "ready" : "expired";
  return times.leasedUntil && times.leasedUntil > now ? "making" : "waiting";
}

/** How far an export is, in whole percent; null while nobody has counted. Below 100 until it is ready. */
export function percentDone({ read, toRead }: { read: number; toRead: number | null }): number | null {
  return toRead ? Math.min(99, Math.floor((read / toRead) * 100)) : null;
}

/** A filter as it is kept: encrypted, since a name or a person may be in it. */
export function sealFilter(filter: SignatureFilter, exportId: string): Buffer {
  return seal("exports/filter", JSON.stringify(filter), exportId);
}

/** The filter of an export. Throws when it does not open: a filter that is lost must not become no filter. */
export function openFilter(cipher: Uint8Array, exportId: string): SignatureFilter {
  const text = open("exports/filter", cipher, exportId);
  if (text === null) throw new Error(`the filter of export ${exportId} does not open`);
  return signatureFilter.parse(JSON.parse(text));
}

const EXTENSIONS = { csv: "csv", jsonl: "jsonl" } as const;
const TYPES = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson; charset=utf-8",
  pdf: "application/pdf",
} as const;

/** What a file is called and what it is: the campaign, what it holds, and the day (UTC) it was asked for. */
export function nameFile(asked: {
  slug: string;
  file: ExportFile;
  format: "csv" | "jsonl";
  requestedAt: Date;
}): { name: string; type: string } {
  const kind = asked.file === "letter" ? "pdf" : asked.file === "public-list" ? "csv" : asked.format;
  const extension = kind === "pdf" ? "pdf" : EXTENSIONS[kind];
  const what = { signatures: "signatures", letter: "delivery", "public-list": "public-names" }[asked.file];
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
