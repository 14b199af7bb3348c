import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Database } from "@/db/client";
import { images } from "@/db/schema";
import { newId } from "@/lib/ids";
import { looksLikeImage, MAX_PIXELS, MAX_UPLOAD_BYTES, MAX_WIDTH_PX } from "./image-limits";

const WEBP_QUALITY = 82;
const DECODE_TIMEOUT_SECONDS = 15;

type StoredImage = { outcome: "kept"; id: string; width: number; height: number };

/**
 * Stores an uploaded image. Decodes it and re-encodes it as WebP, upright, at most 1600 px wide and without metadata.
 * Refuses files that are not images, or that are too large to decode safely.
 */
export async function storeImage(
  db: Database,
  { bytes, by }: { bytes: Uint8Array; by: string },
): Promise<StoredImage | { outcome: "too-large" } | { outcome: "not-an-image" }> {
  if (bytes.byteLength > MAX_UPLOAD_BYTES) return { outcome: "too-large" };
  if (!looksLikeImage(bytes)) return { outcome: "not-an-image" };
  const size = await measure(bytes);
  if (!size) return { outcome: "not-an-image" };
  if (size.width * size.height > MAX_PIXELS) return { outcome: "too-large" };
  const image = await reencode(bytes);
  if (!image) return { outcome: "not-an-image" };
  const id = newId();
  const { webp, width, height } = image;
  const sha256 = createHash("sha256").update(webp).digest("hex");
  await db.insert(images).values({ id, webp, width, height, sha256, keptById: by });
  return { outcome: "kept", id, width, height };
}

/** Reads the size from the header only. Null for bytes that are not an image; sharp throws for them. */
async function measure(bytes: Uint8Array) {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => ({ width: 0, height: 0 }));
  return width > 0 && height > 0 ? { width, height } : null;
}

async function reencode(bytes: Uint8Array) {
  const encoded = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" })
    .timeout({ seconds: DECODE_TIMEOUT_SECONDS })
    .autoOrient()
    .resize({ width: MAX_WIDTH_PX, withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  return encoded && { webp: encoded.data, width: encoded.info.width, height: encoded.info.height };
}
