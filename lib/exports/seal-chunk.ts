import { gunzipSync } from "node:zlib";
import { openBytes, seal } from "@/lib/crypto";
import type { ExportFile } from "./export-file";

/** The place of a chunk. It cannot be decrypted for another place, so chunks cannot be swapped. */
type Place = { exportId: string; file: ExportFile; position: number };

const contextOf = ({ exportId, file, position }: Place) => `${exportId}/${file}/${position}`;

/** Encrypts a compressed chunk for its place. */
export function sealChunk(compressed: Uint8Array, place: Place): Buffer {
  return seal("exports/chunk", compressed, contextOf(place));
}

/** Decrypts a chunk. Throws if it was changed, or sealed under another `APP_SECRET`. */
export function openChunk(sealed: Uint8Array, place: Place): Buffer {
  const compressed = openBytes("exports/chunk", sealed, contextOf(place));
  if (!compressed) throw new Error(`chunk ${contextOf(place)} cannot be decrypted`);
  return gunzipSync(compressed);
}
