import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** Sizes in bytes, of WOFF 1.0 and of OpenType. */
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const HEADER = 12;
const ENTRY = 16;
const ALIGNMENT = 4;

/**
 * Unpacks a WOFF file to OpenType. fontkit would decompress the table again for each glyph, in JavaScript, which takes a minute for
 * a page of Chinese names.
 */
export function readWoff(file: string): Buffer {
  const woff = readFileSync(file);
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error(`${file} is no WOFF font`);
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
    readTable(woff, WOFF_HEADER + index * WOFF_ENTRY),
  );
  const head = Buffer.alloc(HEADER + tables.length * ENTRY);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables.length, 4);
  const parts: Uint8Array[] = [head];
  let offset = head.length;
  for (const [index, { entry, data }] of tables.entries()) {
    const at = HEADER + index * ENTRY;
    entry.copy(head, at, 0, 4);
    entry.copy(head, at + 4, 16, 20);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc((ALIGNMENT - (data.length % ALIGNMENT)) % ALIGNMENT);
    parts.push(data, padding);
    offset += data.length + padding.length;
  }
  return Buffer.concat(parts);
}

/** An entry is: tag, offset, length in the file, length of the table, checksum. */
function readTable(woff: Buffer, at: number): { entry: Buffer; data: Buffer } {
  const entry = woff.subarray(at, at + WOFF_ENTRY);
  const [offset, packed, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
  const stored = woff.subarray(offset, offset + packed);
  return { entry, data: packed < length ? inflateSync(stored) : stored };
}
