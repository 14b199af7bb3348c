/** The most bytes that an uploaded picture may have. */
export const LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024;
/** The most pixels that we decode: a small file can unfold into gigabytes. */
export const MOST_PIXELS = 40_000_000;
/** Wider pictures are made smaller. */
export const WIDEST_PX = 1600;

/** How the files begin that we take for pictures. No SVG: it is a document with scripts. */
const SIGNATURES = [
  /^\xff\xd8\xff/, // JPEG
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF[\s\S]{4}WEBP/,
  /^[\s\S]{4}ftypavi[fs]/, // AVIF
];

/** Whether bytes begin as one of the formats that we decode, whatever their name or content type says. */
export function looksLikeImage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return SIGNATURES.some((signature) => signature.test(start));
}

/** Where a kept picture is served. */
export function imageUrl(id: string): string {
  return `/media/${id}.webp`;
}

const IMAGE_URL = /^\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.webp$/;

/** The id of the kept picture that an address leads to, or null when it leads elsewhere. */
export function imageIdIn(url: string): string | null {
  return IMAGE_URL.exec(url)?.[1] ?? null;
}
