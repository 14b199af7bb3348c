import { gunzipSync } from "node:zlib";
import { openBytes, seal } from "@/lib/crypto";
import type { ExportFile } from "./export-file";

/** Where a chunk belongs. It opens nowhere else: none can be swapped for another, or put into another export. */
export type Place = { exportId: string; file: ExportFile; position: number };

const contextOf = ({ exportId, file, position }: Place) => `${exportId}/${file}/${position}`;

/** Encrypts a compressed chunk for its place. */
export function sealChunk(compressed: Uint8Array, place: Place): Buffer {
  return seal("exports/chunk", compressed, contextOf(place));
}

/** What a chunk says. Throws when it was tampered with, or sealed under another `APP_SECRET`. */
export function openChunk(sealed: Uint8Array, place: Place): Buffer {
  const compressed = openBytes("exports/chunk", sealed, contextOf(place));
  if (!compressed) throw new Error(`chunk ${contextOf(place)} does not open`);
  return gunzipSync(compressed);
}
