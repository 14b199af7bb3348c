import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Database } from "@/db/client";
import { images } from "@/db/schema";
import { newId } from "@/lib/ids";
import { LARGEST_UPLOAD_BYTES, looksLikeImage, MOST_PIXELS, WIDEST_PX } from "./image-limits";

const WEBP_QUALITY = 82;
const DECODE_WITHIN_SECONDS = 15;

export type KeptImage = { outcome: "kept"; id: string; width: number; height: number };

/**
 * Keeps an uploaded picture: decodes it and writes it anew as WebP, upright, at most 1600 px wide, without anything else
 * that the file carried. Refuses what is no picture, and what is too large to decode safely.
 */
export async function keepImage(
  db: Database,
  { bytes, by }: { bytes: Uint8Array; by: string },
): Promise<KeptImage | { outcome: "too-large" } | { outcome: "not-an-image" }> {
  if (bytes.byteLength > LARGEST_UPLOAD_BYTES) return { outcome: "too-large" };
  if (!looksLikeImage(bytes)) return { outcome: "not-an-image" };
  const measured = await measure(bytes);
  if (!measured) return { outcome: "not-an-image" };
  if (measured.width * measured.height > MOST_PIXELS) return { outcome: "too-large" };
  const picture = await redraw(bytes);
  if (!picture) return { outcome: "not-an-image" };
  const id = newId();
  const { webp, width, height } = picture;
  const sha256 = createHash("sha256").update(webp).digest("hex");
  await db.insert(images).values({ id, webp, width, height, sha256, keptById: by });
  return { outcome: "kept", id, width, height };
}

/** Reads the header only. The decoder throws for bytes that are no picture: here that is an answer, not a fault. */
async function measure(bytes: Uint8Array) {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => ({ width: 0, height: 0 }));
  return width > 0 && height > 0 ? { width, height } : null;
}

async function redraw(bytes: Uint8Array) {
  const drawn = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .timeout({ seconds: DECODE_WITHIN_SECONDS })
    .autoOrient()
    .resize({ width: WIDEST_PX, withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  return drawn && { webp: drawn.data, width: drawn.info.width, height: drawn.info.height };
}
