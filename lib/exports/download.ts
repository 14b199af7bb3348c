import { and, count, eq, gt, isNull, sum } from "drizzle-orm";
import type { Database } from "@/db/client";
import { campaigns, exportChunks, exports } from "@/db/schema";
import { MAX_IMMEDIATE_ROWS, type ExportFile, openFilter } from "./export-file";
import { staffCells } from "./export-rows";
import { listWanted } from "./read-rows";
import { openChunk } from "./seal-chunk";
import { textOfRows } from "./format-chunks";

export type Download = NonNullable<Awaited<ReturnType<typeof getDownload>>>;

/** An export whose file can be downloaded now, or null: unknown, not ready, expired or removed. */
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

/** How long a file is that was written ahead, or null when the export has none of this name. Throws when a piece of it is missing. */
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
  if (whole !== download.chunks) throw new Error(`export ${download.id} is not whole`);
  return files.find((found) => found.file === file)?.bytes ?? null;
}

/** The chunks of a file in their order, read one by one as they are asked for. Throws when one is gone or does not open. */
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
    if (!chunk) throw new Error(`chunk ${position} of export ${download.id} is gone`);
    const bytes = openChunk(chunk.sealed, place);
    sent += bytes.length;
    yield bytes;
  }
}

/** What could not be found within this time when it was asked for would not be a small list. */
const FIND_WITHIN_MS = 9_000;

/**
 * A small list, written while it is downloaded; null when it cannot be, now. Rows that a signature has left since it was
 * asked for are not in it.
 */
export async function writeAtOnce(db: Database, download: Download) {
  const { layout, filterCipher, campaignId, requestedAt: until } = download;
  if (!layout || !filterCipher) throw new Error(`export ${download.id} does not say what it holds`);
  const wanted = { campaignId, filter: openFilter(filterCipher, download.id), until };
  const ids = await listWanted(db, { wanted, limit: MAX_IMMEDIATE_ROWS, withinMs: FIND_WITHIN_MS });
  return ids && asBytes(textOfRows(db, { ids, writing: { layout, cells: staffCells } }));
}

async function* asBytes(texts: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  for await (const text of texts) yield Buffer.from(text);
}
