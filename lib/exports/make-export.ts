import { gzipSync } from "node:zlib";
import { and, count, eq, gte, isNull, lt, sql, sum } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, type ExportLayout, exportChunks, exports } from "@/db/schema";
import { isFree, isHeldBy, leaseEnd, NO_LEASE, newLease } from "@/lib/lease";
import { cursorText } from "@/lib/signatures/signature-filter";
import { type ExportFile, expiryFrom, openFilter } from "./export-file";
import type { Chunk } from "./export-rows";
import { sealChunk } from "./seal-chunk";

/** How long a worker may write nothing before another takes its export over. A chunk takes a small part of it. */
const LEASE_SECONDS = 60;
/** After this many consecutive leases without a new chunk, an export has failed. */
export const MAX_ATTEMPTS = 5;
/** Higher levels take longer and save little: names and addresses rarely repeat. */
const COMPRESSION_LEVEL = 5;

/** A leased export. Only the worker with its `leaseToken` may change it. */
export type Job = NonNullable<Awaited<ReturnType<typeof leaseExport>>>;

/** Matches exports that are neither ready, failed, cancelled nor deleted. */
export function isUnfinished() {
  const ends = [exports.finishedAt, exports.failedAt, exports.cancelledAt, exports.deletedAt];
  return and(...ends.map((end) => isNull(end)));
}

/**
 * Leases an unfinished export. Returns null if it is finished or another worker holds it. It continues after the last chunk
 * of its previous worker. An export that made no progress in five leases is marked as failed.
 */
export async function leaseExport(db: Database, { id, now }: { id: string; now: Date }) {
  const isLeasable = and(eq(exports.id, id), isUnfinished(), isFree(exports, now));
  await db
    .update(exports)
    .set({ failedAt: now, filterCipher: null })
    .where(and(isLeasable, gte(exports.attempts, MAX_ATTEMPTS)));
  const lease = newLease(now, LEASE_SECONDS);
  const [leased] = await db
    .update(exports)
    .set({ ...lease, attempts: sql`${exports.attempts} + 1` })
    .from(campaigns)
    .where(and(isLeasable, lt(exports.attempts, MAX_ATTEMPTS), eq(campaigns.id, exports.campaignId)))
    .returning({
      id: exports.id,
      campaignId: exports.campaignId,
      slug: campaigns.slug,
      kind: exports.kind,
      locale: exports.locale,
      layout: sql<ExportLayout | null>`${exports.layout}`,
      filterCipher: exports.filterCipher,
      requestedAt: exports.requestedAt,
      toRead: exports.toRead,
      lastRead: exports.lastRead,
    });
  if (!leased) return null;
  const { filterCipher, ...job } = leased;
  const filter = filterCipher ? openFilter(filterCipher, leased.id) : {};
  return { ...job, filter, leaseToken: lease.leaseToken };
}

/**
 * Adds a chunk to a file and records the export's progress in one transaction, so that the worker that continues neither
 * repeats nor misses a row. Returns false if this worker no longer holds the export.
 */
export async function addChunk(
  db: Database,
  { job, file, chunk, now }: { job: Job; file: ExportFile; chunk: Chunk; now: Date },
): Promise<boolean> {
  const plain = Buffer.from(chunk.content);
  const compressed = gzipSync(plain, { level: COMPRESSION_LEVEL });
  return db.transaction(async (tx) => {
    const [held] = await tx
      .update(exports)
      .set({
        rows: sql`${exports.rows} + ${chunk.rows}`,
        read: sql`${exports.read} + ${chunk.read}`,
        bytes: sql`${exports.bytes} + ${plain.length}`,
        chunks: sql`${exports.chunks} + ${Math.sign(plain.length)}`,
        unreadable: sql`${exports.unreadable} + ${chunk.unreadable}`,
        ...(chunk.last ? { lastRead: cursorText(chunk.last) } : {}),
        leasedUntil: leaseEnd(now, LEASE_SECONDS),
        attempts: 0,
      })
      .where(isHeld(job))
      .returning({ id: exports.id });
    if (!held || plain.length === 0) return held !== undefined;
    const place = { exportId: job.id, file, position: await nextPosition(tx, job, file) };
    await tx
      .insert(exportChunks)
      .values({ ...place, sealed: sealChunk(compressed, place), bytes: plain.length });
    return true;
  });
}

async function nextPosition(tx: Transaction, job: Job, file: ExportFile): Promise<number> {
  const ofFile = and(eq(exportChunks.exportId, job.id), eq(exportChunks.file, file));
  return tx.$count(exportChunks, ofFile);
}

/** Deletes the chunks of a file that cannot be continued and must be written from its beginning. */
export async function discardFile(
  db: Database,
  { job, file, now }: { job: Job; file: ExportFile; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [held] = await tx.select({ id: exports.id }).from(exports).where(isHeld(job)).for("update");
    if (!held) return;
    const ofFile = and(eq(exportChunks.exportId, job.id), eq(exportChunks.file, file));
    const [deleted] = await tx
      .select({ chunks: count(), bytes: sum(exportChunks.bytes).mapWith(Number) })
      .from(exportChunks)
      .where(ofFile);
    await tx.delete(exportChunks).where(ofFile);
    await tx
      .update(exports)
      .set({
        leasedUntil: leaseEnd(now, LEASE_SECONDS),
        chunks: sql`${exports.chunks} - ${deleted?.chunks ?? 0}`,
        bytes: sql`${exports.bytes} - ${deleted?.bytes ?? 0}`,
      })
      .where(eq(exports.id, job.id));
  });
}

/** Records how many signatures will be read. */
export async function recordRowsToRead(
  db: Database,
  { job, toRead, now }: { job: Job; toRead: number; now: Date },
) {
  await db
    .update(exports)
    .set({ toRead, leasedUntil: leaseEnd(now, LEASE_SECONDS) })
    .where(isHeld(job));
}

/** Extends the lease of an export, between long steps. */
export async function extendLease(db: Database, { job, now }: { job: Job; now: Date }): Promise<void> {
  await db
    .update(exports)
    .set({ leasedUntil: leaseEnd(now, LEASE_SECONDS) })
    .where(isHeld(job));
}

/** Marks an export as ready. Its files can be downloaded for a day. */
export async function finishExport(db: Database, { job, now }: { job: Job; now: Date }): Promise<void> {
  await db
    .update(exports)
    .set({ finishedAt: now, expiresAt: expiryFrom(now), ...NO_LEASE })
    .where(isHeld(job));
}

/** Ends the lease of an export, so that another worker can continue at once. */
export async function releaseExport(db: Database, job: Job): Promise<void> {
  await db.update(exports).set(NO_LEASE).where(isHeld(job));
}

function isHeld(job: Job) {
  return and(isHeldBy(exports, job), isUnfinished());
}
