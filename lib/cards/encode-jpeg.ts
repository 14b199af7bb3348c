import sharp, { type OverlayOptions } from "sharp";
import { PAPER, type Size } from "./layers";

/** WhatsApp ignores larger images. */
export const MAX_CARD_BYTES = 300 * 1024;
/** JPEG qualities, from visually lossless to barely legible. */
const QUALITIES = [88, 80, 70, 58, 45, 32, 20];

/**
 * Encodes layers as a JPEG of at most `MAX_CARD_BYTES`, at the best quality that fits. Uses full chroma resolution where
 * possible.
 */
export async function encodeJpeg(size: Size, layers: OverlayOptions[]): Promise<Uint8Array> {
  const { data, info } = await sharp({ create: { ...size, channels: 3, background: PAPER } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  let smallest: Uint8Array = new Uint8Array();
  for (const quality of QUALITIES) {
    const chromaSubsampling = quality > 60 ? "4:4:4" : "4:2:0";
    smallest = await sharp(data, { raw }).jpeg({ quality, chromaSubsampling, progressive: true }).toBuffer();
    if (smallest.byteLength <= MAX_CARD_BYTES) break;
  }
  return smallest;
}
