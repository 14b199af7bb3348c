import type { Database } from "@/db/client";
import type { ExportFile } from "@/lib/exports/export-file";
import { PUBLIC_COLUMNS, publicCells, staffCells } from "@/lib/exports/export-rows";
import {
  addPiece,
  expectRows,
  finishExport,
  type Job,
  leaseExport,
  releaseExport,
} from "@/lib/exports/make-export";
import { countToRead, type Wanted } from "@/lib/exports/read-rows";
import { type Writing, walkPieces } from "@/lib/exports/write-pieces";
import { log } from "@/lib/log";
import { signatureCursor } from "@/lib/signatures/signature-filter";
import { writeLetter } from "./write-delivery-letter";

/** How soon a worker notices that somebody wants a file. Asking costs one look at a partial index. */
const LOOK_EVERY_MS = 1_000;
/** Counting reads one index of all signatures. */
const COUNT_WITHIN_MS = 20_000;

/**
 * One round: takes the export that has waited longest and writes it to its end, or until the worker is told to stop. Says
 * how long to rest. Whatever ends it early, the next round, here or elsewhere, goes on behind the last whole piece.
 */
export async function exportRound(db: Database, stopping: AbortSignal): Promise<number> {
  const job = await leaseExport(db, { now: new Date() });
  if (!job) return LOOK_EVERY_MS;
  try {
    const isWhole = await (job.kind === "signatures" ? writeList : writePack)(db, job, stopping);
    if (isWhole) await finishExport(db, { job, now: new Date() });
    log().info({ exportId: job.id, kind: job.kind, isWhole }, "an export was worked on");
  } finally {
    await releaseExport(db, job);
  }
  return 0;
}

/** The signatures of a filter, as they were asked for. */
async function writeList(db: Database, job: Job, stopping: AbortSignal): Promise<boolean> {
  if (!job.layout) throw new Error(`export ${job.id} does not say what it holds`);
  const wanted = { campaignId: job.campaignId, filter: job.filter, until: job.requestedAt };
  return writeRows(db, {
    job,
    stopping,
    file: "signatures",
    wanted,
    writing: { layout: job.layout, cells: staffCells },
  });
}

/** With a byte order mark: whoever opens the target's mail opens it with Excel. */
const PUBLIC_LAYOUT = { format: "csv", bom: true, columns: [...PUBLIC_COLUMNS] } as const;

/** The public list, then the letter, whose figures are those of the same moment. */
async function writePack(db: Database, job: Job, stopping: AbortSignal): Promise<boolean> {
  const { campaignId, requestedAt: until } = job;
  const wanted: Wanted = { campaignId, filter: { state: "confirmed" }, until, isCounted: true };
  const writing = { layout: { ...PUBLIC_LAYOUT, columns: [...PUBLIC_COLUMNS] }, cells: publicCells };
  const isListed = await writeRows(db, { job, stopping, file: "public-list", wanted, writing });
  return isListed && (await writeLetter(db, { job, stopping }));
}

type Rows = { job: Job; stopping: AbortSignal; file: ExportFile; wanted: Wanted; writing: Writing };

async function writeRows(db: Database, { job, stopping, file, wanted, writing }: Rows): Promise<boolean> {
  if (job.toRead === null) {
    const toRead = await countToRead(db, { wanted, withinMs: COUNT_WITHIN_MS });
    await expectRows(db, { job, toRead, now: new Date() });
  }
  const after = job.lastRead ? signatureCursor.parse(job.lastRead) : null;
  for await (const piece of walkPieces(db, { wanted, writing, after })) {
    if (!(await addPiece(db, { job, file, piece, now: new Date() }))) return false;
    if (stopping.aborted) return false;
  }
  return true;
}
