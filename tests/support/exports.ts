import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ExportLayout, exports, signatures } from "@/db/schema";
import { getDownload, measureFile, readChunks, writeAtOnce } from "@/lib/exports/download";
import { AT_ONCE_LIMIT, type ExportFile } from "@/lib/exports/export-file";
import { COLUMNS } from "@/lib/exports/export-rows";
import { requestExport } from "@/lib/exports/request-export";
import { exportRound } from "@/lib/jobs/write-export";
import { signCampaign } from "@/lib/signatures/sign";
import type { SignatureFilter } from "@/lib/signatures/signature-filter";
import { aCampaign, aSigner, aStaffMember } from "./factories";

export const CSV: ExportLayout = { format: "csv", bom: false, columns: [...COLUMNS] };
export const JSONL: ExportLayout = { format: "jsonl", bom: false, columns: [...COLUMNS] };
export const REASON = "For the hearing on Monday";

type Someone = Partial<Parameters<typeof aSigner>[0]> & { confirmed?: boolean };

/** A signature of this campaign, confirmed unless it is said not to be. */
export async function addSignature(
  db: Database,
  campaign: string,
  { confirmed = true, ...someone }: Someone = {},
) {
  const answer = await signCampaign(db, aSigner({ ...someone, campaign }));
  if (answer.outcome !== "signed") throw new Error(`the signature was answered ${answer.outcome}`);
  if (confirmed)
    await db.update(signatures).set({ confirmedAt: new Date() }).where(eq(signatures.id, answer.signatureId));
  return answer.signatureId;
}

/** A campaign, and somebody who may take its signatures out. */
export async function aCampaignToExport(db: Database) {
  const campaign = await aCampaign(db);
  const { id: actorId } = await aStaffMember(db, { role: "campaigner" });
  return { campaign, actorId };
}

type Asked = {
  campaign: { id: string; slug: string };
  actorId: string;
  layout?: ExportLayout;
  filter?: SignatureFilter;
  now?: Date;
};

/** Asks for a list, and tells which export it became. */
export async function requestList(
  db: Database,
  { layout = CSV, filter = {}, now = new Date(), ...asked }: Asked,
) {
  const answer = await requestExport(db, { ...asked, reason: REASON, locale: "en", layout, filter, now });
  if (!answer.id) throw new Error(`asking was answered ${answer.outcome}`);
  return { ...answer, id: answer.id };
}

/** The same list as a worker would write it, however few there are in it. */
export async function requestQueuedList(db: Database, asked: Asked) {
  const { id } = await requestList(db, asked);
  const ahead = { making: "ahead", finishedAt: null, expiresAt: null, rows: 0 } as const;
  await db.update(exports).set(ahead).where(eq(exports.id, id));
  return id;
}

/** A worker that goes on until nothing waits. */
export async function makeAllExports(db: Database) {
  while ((await exportRound(db, new AbortController().signal)) === 0);
}

/** The bytes of a file as they are downloaded, or null when it is not to be had. */
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
  if (!content) throw new Error(`more than ${AT_ONCE_LIMIT} rows at once`);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

/** A CSV file as a parser that knows nothing of ours reads it. */
export function parseCsv(csv: Buffer | null): Record<string, string>[] {
  return parse(csv ?? Buffer.alloc(0), { columns: true, bom: true, record_delimiter: "\r\n" });
}
