import { parse } from "csv-parse/sync";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ExportLayout, exports } from "@/db/schema";
import { getDownload, measureFile, readChunks, writeAtOnce } from "@/lib/exports/download";
import { type ExportFile, MAX_IMMEDIATE_ROWS } from "@/lib/exports/export-file";
import { COLUMNS } from "@/lib/exports/export-rows";
import { isUnfinished } from "@/lib/exports/make-export";
import { requestExport } from "@/lib/exports/request-export";
import { writeExport } from "@/lib/jobs/write-export";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import type { SignatureFilter } from "@/lib/signatures/signature-filter";
import { tokenMailedAt } from "./confirmations";
import { aCampaign, aSigner, aStaffMember } from "./factories";

export const CSV: ExportLayout = { format: "csv", bom: false, columns: [...COLUMNS] };
export const JSONL: ExportLayout = { format: "jsonl", bom: false, columns: [...COLUMNS] };
export const REASON = "For the hearing on Monday";

type NewSigner = Partial<Parameters<typeof aSigner>[0]> & { confirmed?: boolean };

/** Signs a campaign, confirms unless `confirmed` is false, and returns the id of the signature. */
export async function addSignature(
  db: Database,
  campaign: string,
  { confirmed = true, ...signer }: NewSigner = {},
) {
  const answer = await signCampaign(db, aSigner({ ...signer, campaign }));
  if (answer.outcome !== "signed") throw new Error(`signing failed: ${answer.outcome}`);
  if (confirmed) {
    const now = new Date();
    const token = await tokenMailedAt(db, answer.signatureId, now);
    const { outcome } = await confirmByToken(db, { token, now });
    if (outcome !== "confirmed") throw new Error(`confirming failed: ${outcome}`);
  }
  return answer.signatureId;
}

/** Creates a campaign and a member of staff who may export its signatures. */
export async function aCampaignToExport(db: Database) {
  const campaign = await aCampaign(db);
  const { id: actorId } = await aStaffMember(db, { role: "campaigner" });
  return { campaign, actorId };
}

type ListRequest = {
  campaign: { id: string; slug: string };
  actorId: string;
  layout?: ExportLayout;
  filter?: SignatureFilter;
  now?: Date;
};

/** Requests an export of signatures and returns its id with the outcome. */
export async function requestList(
  db: Database,
  { layout = CSV, filter = {}, now = new Date(), ...request }: ListRequest,
) {
  const answer = await requestExport(db, { ...request, reason: REASON, locale: "en", layout, filter, now });
  if (!answer.id) throw new Error(`the export was refused: ${answer.outcome}`);
  return { ...answer, id: answer.id };
}

/** Requests an export that a worker writes, even if it is small enough to be written at once. Returns its id. */
export async function requestQueuedList(db: Database, request: ListRequest) {
  const { id } = await requestList(db, request);
  const ahead = { making: "ahead", finishedAt: null, expiresAt: null, rows: 0 } as const;
  await db.update(exports).set(ahead).where(eq(exports.id, id));
  return id;
}

/** Runs the next part of the oldest unfinished export. Returns false if there is none. */
async function makeNextExport(db: Database, stopping = new AbortController().signal): Promise<boolean> {
  const [next] = await db
    .select()
    .from(exports)
    .where(isUnfinished())
    .orderBy(asc(exports.requestedAt))
    .limit(1);
  if (next) await writeExport(db, { id: next.id, stopping });
  return next !== undefined;
}

/** Writes all exports that wait. */
export async function makeAllExports(db: Database) {
  while (await makeNextExport(db));
}

/** Downloads a file of an export, or returns null if it is not available. */
export async function downloadExport(
  db: Database,
  { id, file = "signatures", now = new Date() }: { id: string; file?: ExportFile; now?: Date },
): Promise<Buffer | null> {
  const download = await getDownload(db, { id, now });
  if (!download) return null;
  const length = (await measureFile(db, { download, file })) ?? 0;
  const content =
    download.making === "at-once"
      ? await writeAtOnce(db, download)
      : readChunks(db, { download, file, length });
  if (!content) throw new Error(`more than ${MAX_IMMEDIATE_ROWS} rows at once`);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

/** Parses a CSV file with an independent library. */
export function parseCsv(csv: Buffer | null): Record<string, string>[] {
  return parse(csv ?? Buffer.alloc(0), { columns: true, bom: true, record_delimiter: "\r\n" });
}
