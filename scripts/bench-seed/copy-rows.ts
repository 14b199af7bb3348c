import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

export type Field = string | number | boolean | Uint8Array | null;

/** Large enough that few calls are made, small enough that nothing piles up. */
const CHUNK_CHARACTERS = 256 * 1024;

/** Writes rows through COPY, as fast as the server takes them and never more than a chunk ahead of it. */
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
    chunk += `${row.map(asText).join("\t")}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

const UNSAFE = /[\\\t\n\r]/;

/** COPY's text format: `\N` is null, and a backslash introduces what would end a field. */
function asText(field: Field): string {
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
