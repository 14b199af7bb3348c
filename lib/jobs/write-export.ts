import type { Database } from "@/db/client";
import type { ExportLayout } from "@/db/schema";
import { enqueueExport } from "@/lib/exports/enqueue-export";
import type { ExportFile } from "@/lib/exports/export-file";
import { DELIVERY_COLUMNS, deliveryCells, staffCells } from "@/lib/exports/export-rows";
import { chunksOf, type Writing } from "@/lib/exports/format-chunks";
import {
  addChunk,
  finishExport,
  type Job,
  leaseExport,
  recordRowsToRead,
  releaseExport,
} from "@/lib/exports/make-export";
import { countToRead, type Wanted } from "@/lib/exports/read-rows";
import { log } from "@/lib/log";
import { signatureCursor } from "@/lib/signatures/signature-filter";
import { writeDeliveryLetter } from "./write-delivery-letter";

/** Counting reads one index of all signatures. */
const COUNT_TIMEOUT_MS = 20_000;

/**
 * Writes an export until it is finished or `stopping` is aborted, which takes effect after the current chunk: then it adds
 * a job that continues. Does nothing if another worker holds the export or it is finished.
 */
export async function writeExport(db: Database, { id, stopping }: { id: string; stopping: AbortSignal }) {
  const job = await leaseExport(db, { id, now: new Date() });
  if (!job) return;
  let isComplete = false;
  try {
    isComplete = await (job.kind === "signatures" ? writeList : writePack)(db, job, stopping);
    if (isComplete) await finishExport(db, { job, now: new Date() });
  } finally {
    await releaseExport(db, job);
  }
  log().info(
    { exportId: id, kind: job.kind },
    isComplete ? "an export was finished" : "an export was interrupted",
  );
  if (!isComplete && stopping.aborted) await enqueueExport(db, id);
}

/** Writes the signatures of a filter. Returns false if the worker is stopping or lost the export; so do the functions below. */
async function writeList(db: Database, job: Job, stopping: AbortSignal): Promise<boolean> {
  if (!job.layout) throw new Error(`export ${job.id} has no layout`);
  const wanted = { campaignId: job.campaignId, filter: job.filter, until: job.requestedAt };
  return writeRows(db, {
    job,
    stopping,
    file: "signatures",
    wanted,
    writing: { layout: job.layout, cells: staffCells },
  });
}

/** With a byte order mark, by which Excel recognises UTF-8: the recipients will open it there. */
const DELIVERY_LAYOUT: ExportLayout = { format: "csv", bom: true, columns: [...DELIVERY_COLUMNS] };

/** Writes the list for the target, then the letter, with figures of the same moment. */
async function writePack(db: Database, job: Job, stopping: AbortSignal): Promise<boolean> {
  const { campaignId, requestedAt: until } = job;
  const wanted: Wanted = { campaignId, filter: { state: "confirmed" }, until, isCounted: true };
  const writing = { layout: DELIVERY_LAYOUT, cells: deliveryCells };
  const isListed = await writeRows(db, { job, stopping, file: "public-list", wanted, writing });
  return isListed && (await writeDeliveryLetter(db, { job, stopping }));
}

type Rows = { job: Job; stopping: AbortSignal; file: ExportFile; wanted: Wanted; writing: Writing };

async function writeRows(db: Database, { job, stopping, file, wanted, writing }: Rows): Promise<boolean> {
  if (job.toRead === null) {
    const toRead = await countToRead(db, { wanted, timeoutMs: COUNT_TIMEOUT_MS });
    await recordRowsToRead(db, { job, toRead, now: new Date() });
  }
  const after = job.lastRead ? signatureCursor.parse(job.lastRead) : null;
  for await (const chunk of chunksOf(db, { wanted, writing, after })) {
    if (!(await addChunk(db, { job, file, chunk, now: new Date() }))) return false;
    if (stopping.aborted) return false;
  }
  return true;
}
