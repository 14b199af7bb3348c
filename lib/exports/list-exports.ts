import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { exports, users } from "@/db/schema";
import { exportState, percentDone } from "./export-file";

export const MAX_LISTED_EXPORTS = 50;

/** Lists the newest exports of a campaign with their author, reason, size and state. */
export async function listExports(db: Database, { campaignId, now }: { campaignId: string; now: Date }) {
  const rows = await select(db)
    .where(eq(exports.campaignId, campaignId))
    .orderBy(desc(exports.requestedAt))
    .limit(MAX_LISTED_EXPORTS);
  return rows.map((row) => asListed(row, now));
}

/** Returns the progress of an export, or null. */
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
  const { leasedUntil, failedAt, cancelledAt, deletedAt, requestedByAddress, ...listed } = row;
  return {
    ...listed,
    requestedBy: listed.requestedBy ?? requestedByAddress,
    state: exportState(row, now),
    percent: percentDone(row),
  };
}
