export const MAX_UPLOAD_BYTES = 8 * 1024 * 1024;
/** Images with more pixels are not decoded: a small file can expand to gigabytes. */
export const MAX_PIXELS = 40_000_000;
/** Wider images are scaled down to this. */
export const MAX_WIDTH_PX = 1600;

/** The first bytes of the accepted formats. No SVG: it can contain scripts. */
const SIGNATURES = [
  /^\xff\xd8\xff/, // JPEG
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF[\s\S]{4}WEBP/,
  /^[\s\S]{4}ftypavi[fs]/, // AVIF
];

/** Whether bytes begin like an accepted format. The file name and content type are not trusted. */
export function looksLikeImage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return SIGNATURES.some((signature) => signature.test(start));
}

/** Returns the path at which a stored image is served. */
export function imageUrl(id: string): string {
  return `/media/${id}.webp`;
}

const IMAGE_URL = /^\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.webp$/;

/** Returns the id of the stored image at a path, or null if the path is not one of ours. */
export function imageIdIn(url: string): string | null {
  return IMAGE_URL.exec(url)?.[1] ?? null;
}
