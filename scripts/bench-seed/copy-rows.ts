import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

export type Field = string | number | boolean | Uint8Array | null;

const CHUNK_CHARACTERS = 256 * 1024;

/** Inserts rows with COPY, in chunks and with backpressure. */
export async function copyRows(
  sql: postgres.Sql,
  { table, columns, rows }: { table: string; columns: string[]; rows: Iterable<Field[]> },
) {
  const names = sql(columns);
  const stream = await sql`copy ${sql(table)} (${names}) from stdin`.writable();
  await pipeline(Readable.from(chunksOf(rows), { objectMode: true, highWaterMark: 2 }), stream);
}

function* chunksOf(rows: Iterable<Field[]>): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    chunk += `${row.map(toCopyText).join("\t")}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

const UNSAFE = /[\\\t\n\r]/;

/** Encodes a field in COPY's text format: `\N` is null, and separators are escaped with a backslash. */
function toCopyText(field: Field): string {
  if (field === null) return "\\N";
  if (field instanceof Uint8Array) return `\\\\x${Buffer.from(field).toString("hex")}`;
  const text = String(field);
  if (!UNSAFE.test(text)) return text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
