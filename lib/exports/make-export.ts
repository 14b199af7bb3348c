import { gzipSync } from "node:zlib";
import { and, asc, count, eq, gte, isNull, lt, lte, or, sql, sum } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { campaigns, type ExportLayout, exportChunks, exports } from "@/db/schema";
import { newId } from "@/lib/ids";
import { cursorText } from "@/lib/signatures/signature-filter";
import { type ExportFile, expiryFrom, openFilter } from "./export-file";
import type { Piece } from "./export-rows";
import { LEASE_SECONDS, MOST_ATTEMPTS } from "./lease-limits";
import { sealChunk } from "./seal-chunk";

/** As small as it quickly gets: names and addresses repeat little. */
const COMPRESSION = 5;

/** An export in the hands of one worker; `leaseToken` proves it. */
export type Job = NonNullable<Awaited<ReturnType<typeof leaseExport>>>;

/** Neither ready nor given up, by us or by whoever asked for it. */
export function isUnfinished() {
  const ends = [exports.finishedAt, exports.failedAt, exports.cancelledAt, exports.deletedAt];
  return and(...ends.map((end) => isNull(end)));
}

/**
 * Takes the oldest export that wants a worker into this worker's hands; null when none does. What another worker left
 * goes on behind its last whole chunk; what nobody could get any further is given up.
 */
export async function leaseExport(db: Database, { now }: { now: Date }) {
  const isFree = or(isNull(exports.leasedUntil), lte(exports.leasedUntil, now));
  await db
    .update(exports)
    .set({ failedAt: now, filterCipher: null })
    .where(and(isUnfinished(), isFree, gte(exports.attempts, MOST_ATTEMPTS)));
  const chosen = db
    .select({ id: exports.id })
    .from(exports)
    .where(and(isUnfinished(), isFree, lt(exports.attempts, MOST_ATTEMPTS)))
    .orderBy(asc(exports.requestedAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const leaseToken = newId();
  const [leased] = await db
    .update(exports)
    .set({ leaseToken, leasedUntil: leaseEnd(now), attempts: sql`${exports.attempts} + 1` })
    .from(campaigns)
    .where(and(eq(exports.id, sql`(${chosen})`), eq(campaigns.id, exports.campaignId)))
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
  return { ...job, filter, leaseToken };
}

/**
 * Adds a piece to a file and moves the export on, both or neither; so whoever goes on, after whatever happened, neither
 * repeats nor misses a row. False when the export is no longer this worker's.
 */
export async function addPiece(
  db: Database,
  { job, file, piece, now }: { job: Job; file: ExportFile; piece: Piece; now: Date },
): Promise<boolean> {
  const plain = Buffer.from(piece.content);
  const compressed = gzipSync(plain, { level: COMPRESSION });
  return db.transaction(async (tx) => {
    const [held] = await tx
      .update(exports)
      .set({
        rows: sql`${exports.rows} + ${piece.rows}`,
        read: sql`${exports.read} + ${piece.read}`,
        bytes: sql`${exports.bytes} + ${plain.length}`,
        chunks: sql`${exports.chunks} + ${Math.sign(plain.length)}`,
        unreadable: sql`${exports.unreadable} + ${piece.unreadable}`,
        ...(piece.last ? { lastRead: cursorText(piece.last) } : {}),
        leasedUntil: leaseEnd(now),
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

/** Throws away what there is of a file that cannot be gone on with, and must be written from its beginning. */
export async function discardFile(
  db: Database,
  { job, file, now }: { job: Job; file: ExportFile; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [held] = await tx.select({ id: exports.id }).from(exports).where(isHeld(job)).for("update");
    if (!held) return;
    const ofFile = and(eq(exportChunks.exportId, job.id), eq(exportChunks.file, file));
    const [gone] = await tx
      .select({ chunks: count(), bytes: sum(exportChunks.bytes).mapWith(Number) })
      .from(exportChunks)
      .where(ofFile);
    await tx.delete(exportChunks).where(ofFile);
    await tx
      .update(exports)
      .set({
        leasedUntil: leaseEnd(now),
        chunks: sql`${exports.chunks} - ${gone?.chunks ?? 0}`,
        bytes: sql`${exports.bytes} - ${gone?.bytes ?? 0}`,
      })
      .where(eq(exports.id, job.id));
  });
}

/** Writes down how many signatures are to be looked at. */
export async function expectRows(
  db: Database,
  { job, toRead, now }: { job: Job; toRead: number; now: Date },
) {
  await db
    .update(exports)
    .set({ toRead, leasedUntil: leaseEnd(now) })
    .where(isHeld(job));
}

/** Holds an export for another while, where a step takes long. */
export async function holdExport(db: Database, { job, now }: { job: Job; now: Date }): Promise<void> {
  await db
    .update(exports)
    .set({ leasedUntil: leaseEnd(now) })
    .where(isHeld(job));
}

/** The file is whole: from now on it can be downloaded, for a day. */
export async function finishExport(db: Database, { job, now }: { job: Job; now: Date }): Promise<void> {
  await db
    .update(exports)
    .set({ finishedAt: now, expiresAt: expiryFrom(now), leasedUntil: null, leaseToken: null })
    .where(isHeld(job));
}

/** Gives an export back, so that another worker need not wait for the lease to end. */
export async function releaseExport(db: Database, job: Job): Promise<void> {
  await db.update(exports).set({ leasedUntil: null, leaseToken: null }).where(isHeld(job));
}

function isHeld(job: Job) {
  return and(eq(exports.id, job.id), eq(exports.leaseToken, job.leaseToken), isUnfinished());
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_SECONDS * 1_000);
}
