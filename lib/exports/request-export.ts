import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { type ExportLayout, exportChunks, exports, signatureState, signatures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { newId } from "@/lib/ids";
import { NO_LEASE } from "@/lib/lease";
import type { SignatureFilter } from "@/lib/signatures/signature-filter";
import { activeFilterParts } from "@/lib/signatures/signature-filter";
import { enqueueExport } from "./enqueue-export";
import { expiryFrom, MAX_IMMEDIATE_ROWS, sealFilter } from "./export-file";
import { isUnfinished } from "./make-export";
import { listWanted } from "./read-rows";

/** A longer search is left to the worker. */
const FIND_TIMEOUT_MS = 3_000;
/** Unfinished exports of one campaign. Concurrent requests may exceed it slightly, which is harmless. */
const MAX_UNFINISHED = 5;

type Asked = {
  actorId: string;
  campaign: { id: string; slug: string };
  reason: string;
  locale: string;
  now: Date;
};

/**
 * Requests a campaign's signatures as a file, and records who did and why in the audit log. A small list can be
 * downloaded at once; for a longer one, a worker writes the file. Changes nothing if no signature matches, or if too
 * many exports are unfinished.
 */
export async function requestExport(
  db: Database,
  asked: Asked & { layout: ExportLayout; filter: SignatureFilter },
) {
  const { campaign, layout, filter, now } = asked;
  const wanted = { campaignId: campaign.id, filter, until: now };
  const few = await listWanted(db, { wanted, limit: MAX_IMMEDIATE_ROWS, timeoutMs: FIND_TIMEOUT_MS });
  if (few?.length === 0) return { outcome: "nobody" } as const;
  if (await isCrowded(db, campaign.id)) return { outcome: "crowded" } as const;
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.insert(exports).values({
      ...rowOf(asked, id),
      kind: "signatures",
      layout,
      filterCipher: sealFilter(filter, id),
      ...(few ? readyAtOnce(few.length, now) : { making: "ahead" }),
    });
    if (!few) await enqueueExport(tx, id);
    await recordAudit(tx, {
      ...entryOf(asked),
      action: "export.requested",
      details: {
        export: id,
        reason: asked.reason,
        format: layout.format,
        columns: layout.columns.join(", "),
        filteredBy: activeFilterParts(filter)
          .map(({ part }) => part)
          .join(", "),
      },
    });
  });
  return { outcome: few ? "ready" : "waiting", id } as const;
}

/** Requests a delivery pack for the target of a campaign: a letter to print, and a list. */
export async function requestPack(db: Database, asked: Asked) {
  const { campaign } = asked;
  if (!(await hasConfirmed(db, campaign.id))) return { outcome: "nobody" } as const;
  if (await isCrowded(db, campaign.id)) return { outcome: "crowded" } as const;
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.insert(exports).values({ ...rowOf(asked, id), kind: "delivery-pack", making: "ahead" });
    await enqueueExport(tx, id);
    await recordAudit(tx, {
      ...entryOf(asked),
      action: "export.pack-requested",
      details: { export: id, reason: asked.reason },
    });
  });
  return { outcome: "waiting", id } as const;
}

type Chosen = { id: string; campaign: { id: string; slug: string }; actorId: string; now: Date };

/** Cancels an unfinished export. Deletes its chunks; its worker writes no more. */
export function cancelExport(db: Database, chosen: Chosen) {
  return endExport(db, chosen, {
    action: "export.cancelled",
    mark: { cancelledAt: chosen.now },
    which: isUnfinished(),
  });
}

/** Deletes the files of a finished export before they expire. The export stays in the history. */
export function deleteExport(db: Database, chosen: Chosen) {
  return endExport(db, chosen, {
    action: "export.deleted",
    mark: { deletedAt: chosen.now },
    which: and(isNull(exports.deletedAt), gt(exports.expiresAt, chosen.now)),
  });
}

type Ending = {
  action: "export.cancelled" | "export.deleted";
  mark: { cancelledAt: Date } | { deletedAt: Date };
  which: ReturnType<typeof and>;
};

async function endExport(db: Database, { id, campaign, actorId }: Chosen, { action, mark, which }: Ending) {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(exports)
      .set({ ...mark, filterCipher: null, ...NO_LEASE })
      .where(and(eq(exports.id, id), eq(exports.campaignId, campaign.id), which))
      .returning({ id: exports.id });
    if (!ended) return { outcome: "over" } as const;
    await tx.delete(exportChunks).where(eq(exportChunks.exportId, id));
    const subject = `campaign:${campaign.slug}`;
    await recordAudit(tx, { actorId, action, subject, details: { export: id } });
    return { outcome: "ended" } as const;
  });
}

/** Records a download in the audit log, before the first byte is sent. */
export async function recordDownload(
  db: Database,
  { id, file, slug, actorId }: { id: string; file: string; slug: string; actorId: string },
): Promise<void> {
  await db.transaction((tx) =>
    recordAudit(tx, {
      actorId,
      action: "export.downloaded",
      subject: `campaign:${slug}`,
      details: { export: id, file },
    }),
  );
}

/** Deletes expired files and the chunks of failed exports. Returns the number of exports. */
export async function purgeExpiredFiles(db: Database, { now }: { now: Date }): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = tx
      .select({ id: exports.id })
      .from(exports)
      .where(or(lte(exports.expiresAt, now), sql`${exports.failedAt} is not null`));
    const removed = await tx
      .delete(exportChunks)
      .where(sql`${exportChunks.exportId} in (${ended})`)
      .returning({ id: exportChunks.exportId });
    await tx
      .update(exports)
      .set({ filterCipher: null })
      .where(sql`${exports.filterCipher} is not null and ${exports.id} in (${ended})`);
    return new Set(removed.map(({ id }) => id)).size;
  });
}

async function hasConfirmed(db: Database, campaignId: string): Promise<boolean> {
  const [first] = await db
    .select({ id: signatures.id })
    .from(signatures)
    .where(and(eq(signatures.campaignId, campaignId), sql`${signatureState(signatures)} = 'confirmed'`))
    .limit(1);
  return first !== undefined;
}

async function isCrowded(db: Database | Transaction, campaignId: string): Promise<boolean> {
  return (
    (await db.$count(exports, and(eq(exports.campaignId, campaignId), isUnfinished()))) >= MAX_UNFINISHED
  );
}

function rowOf({ campaign, actorId, reason, locale, now }: Asked, id: string) {
  return { id, campaignId: campaign.id, requestedById: actorId, reason, locale, requestedAt: now };
}

function readyAtOnce(rows: number, now: Date) {
  return { making: "at-once", rows, finishedAt: now, expiresAt: expiryFrom(now) } as const;
}

function entryOf({ actorId, campaign }: Asked) {
  return { actorId, subject: `campaign:${campaign.slug}` };
}
