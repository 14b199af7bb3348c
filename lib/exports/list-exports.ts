import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { exports, users } from "@/db/schema";
import { exportState, percentDone } from "./export-file";

/** So many of a campaign's exports are listed. */
export const MAX_LISTED_EXPORTS = 50;

/** What was taken out of a campaign, or is being: by whom, when, why, how much of it, and how it stands. The newest first. */
export async function listExports(db: Database, { campaignId, now }: { campaignId: string; now: Date }) {
  const rows = await select(db)
    .where(eq(exports.campaignId, campaignId))
    .orderBy(desc(exports.requestedAt))
    .limit(MAX_LISTED_EXPORTS);
  return rows.map((row) => asListed(row, now));
}

/** How far one export is, or null. */
export async function getProgress(db: Database, { id, now }: { id: string; now: Date }) {
  const [row] = await select(db).where(and(eq(exports.id, id)));
  if (!row) return null;
  const { state, rows, percent } = asListed(row, now);
  return { state, rows, percent };
}

export type ListedExport = Awaited<ReturnType<typeof listExports>>[number];

function select(db: Database) {
  return db
    .select({
      id: exports.id,
      kind: exports.kind,
      layout: exports.layout,
      making: exports.making,
      reason: exports.reason,
      requestedAt: exports.requestedAt,
      requestedBy: users.name,
      requestedByAddress: users.email,
      toRead: exports.toRead,
      read: exports.read,
      rows: exports.rows,
      bytes: exports.bytes,
      unreadable: exports.unreadable,
      leasedUntil: exports.leasedUntil,
      finishedAt: exports.finishedAt,
      failedAt: exports.failedAt,
      cancelledAt: exports.cancelledAt,
      deletedAt: exports.deletedAt,
      expiresAt: exports.expiresAt,
    })
    .from(exports)
    .leftJoin(users, eq(users.id, exports.requestedById))
    .$dynamic();
}

function asListed(row: Awaited<ReturnType<typeof select>>[number], now: Date) {
  const { leasedUntil, failedAt, cancelledAt, deletedAt, requestedByAddress, ...told } = row;
  return {
    ...told,
    requestedBy: told.requestedBy ?? requestedByAddress,
    state: exportState(row, now),
    percent: percentDone(row),
  };
}
