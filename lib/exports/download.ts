import { and, count, eq, gt, isNull, sum } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, exportChunks, exports } from "@/db/schema";
import { type ExportFile, MAX_IMMEDIATE_ROWS, openFilter } from "./export-file";
import { staffCells } from "./export-rows";
import { textOfRows } from "./format-chunks";
import { listWanted } from "./read-rows";
import { openChunk } from "./seal-chunk";

type Download = NonNullable<Awaited<ReturnType<typeof getDownload>>>;

/** Returns an export whose files can be downloaded now, or null: it is unknown, not ready, expired or deleted. */
export async function getDownload(db: Database, { id, now }: { id: string; now: Date }) {
  const [found] = await db
    .select({
      id: exports.id,
      slug: campaigns.slug,
      campaignId: exports.campaignId,
      kind: exports.kind,
      making: exports.making,
      layout: exports.layout,
      filterCipher: exports.filterCipher,
      requestedAt: exports.requestedAt,
      chunks: exports.chunks,
    })
    .from(exports)
    .innerJoin(campaigns, eq(campaigns.id, exports.campaignId))
    .where(and(eq(exports.id, id), gt(exports.expiresAt, now), isNull(exports.deletedAt)));
  return found ?? null;
}

/**
 * Returns the length in bytes of a file that a worker wrote, or null if the export has no such file. Throws if a chunk
 * is missing.
 */
export async function measureFile(
  db: Database,
  { download, file }: { download: Download; file: ExportFile },
): Promise<number | null> {
  const files = await db
    .select({
      file: exportChunks.file,
      chunks: count(),
      bytes: sum(exportChunks.bytes).mapWith(Number),
    })
    .from(exportChunks)
    .where(eq(exportChunks.exportId, download.id))
    .groupBy(exportChunks.file);
  const whole = files.reduce((sum, { chunks }) => sum + chunks, 0);
  if (whole !== download.chunks) throw new Error(`export ${download.id} is incomplete`);
  return files.find((found) => found.file === file)?.bytes ?? null;
}

/** Yields the chunks of a file in order, each read when it is needed. Throws if one is missing or cannot be decrypted. */
export async function* readChunks(
  db: Database,
  { download, file, length }: { download: Download; file: ExportFile; length: number },
): AsyncGenerator<Uint8Array, void> {
  for (let position = 0, sent = 0; sent < length; position += 1) {
    const place = { exportId: download.id, file, position };
    const [chunk] = await db
      .select({ sealed: exportChunks.sealed })
      .from(exportChunks)
      .where(
        and(
          eq(exportChunks.exportId, download.id),
          eq(exportChunks.file, file),
          eq(exportChunks.position, position),
        ),
      );
    if (!chunk) throw new Error(`chunk ${position} of export ${download.id} is missing`);
    const bytes = openChunk(chunk.sealed, place);
    sent += bytes.length;
    yield bytes;
  }
}

/** Longer than in `requestExport`: a search that succeeded there must also succeed here. */
const FIND_TIMEOUT_MS = 9_000;

/**
 * Writes a small list while it is downloaded. Returns null if it has grown too large or cannot be found in time.
 * Signatures that no longer match the filter are not in it.
 */
export async function writeAtOnce(db: Database, download: Download) {
  const { layout, filterCipher, campaignId, requestedAt: until } = download;
  if (!layout || !filterCipher) throw new Error(`export ${download.id} has no layout or filter`);
  const wanted = { campaignId, filter: openFilter(filterCipher, download.id), until };
  const ids = await listWanted(db, { wanted, limit: MAX_IMMEDIATE_ROWS, timeoutMs: FIND_TIMEOUT_MS });
  return ids && asBytes(textOfRows(db, { ids, writing: { layout, cells: staffCells } }));
}

async function* asBytes(texts: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  for await (const text of texts) yield Buffer.from(text);
}
