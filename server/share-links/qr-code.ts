import sharp from "sharp";
import { encode, renderSVG } from "uqr";
import { getCachedDestination } from "@/app/_http/link-cache";
import { clientAddress } from "@/app/_http/visitor";
import { drawImage } from "@/app/_social-cards/draw-image";
import { imageNotFound, imageResponse, imageUnavailable } from "@/app/_social-cards/image-responses";
import { env } from "@/lib/env";
import { isShareCode } from "@/lib/ids";
import { shareUrl } from "@/lib/sharing/channels";

/** 30 pixels per module make the smallest code over 1,000 pixels wide, sharp at 8 cm in print. */
const MODULE_PX = 30;
/** The white border that scanners need (ISO/IEC 18004). */
const QUIET_ZONE_MODULES = 4;
const BLACK = 0;
const WHITE = 255;

const QR_OPTIONS = { ecc: "M", border: QUIET_ZONE_MODULES } as const;

const FORMATS = {
  png: { type: "image/png", draw: drawPng },
  svg: { type: "image/svg+xml", draw: drawSvg },
} as const;

/**
 * Returns the response with the QR code of a share link, with the letter of its channel. Nothing is drawn for a link that
 * does not exist, which costs one cached query.
 */
export async function qrResponse(
  request: Request,
  { code, format }: { code: string; format: keyof typeof FORMATS },
): Promise<Response> {
  if (!isShareCode(code)) return imageNotFound();
  const { outcome } = await getCachedDestination(code);
  if (outcome === "unknown") return imageNotFound();
  if (outcome === "unavailable") return imageUnavailable();
  const { type, draw } = FORMATS[format];
  const image = await drawImage(`qr:${code}.${format}`, {
    read: async () => shareUrl({ origin: env().APP_URL, code, channel: "qr" }),
    draw,
    isDownload: true,
    network: clientAddress(request.headers),
  });
  if (!image) return imageUnavailable();
  return imageResponse(image, {
    type,
    "cache-control": "public, max-age=31536000, immutable",
    "x-robots-tag": "noindex",
  });
}

async function drawSvg(url: string): Promise<Uint8Array> {
  return new TextEncoder().encode(renderSVG(url, { ...QR_OPTIONS, pixelSize: MODULE_PX }));
}

/** Scaled up from one pixel per module, ten times faster than rendering the SVG. */
async function drawPng(url: string): Promise<Uint8Array> {
  const { data, size } = encode(url, QR_OPTIONS);
  const modules = Uint8Array.from(data.flat(), (isBlack) => (isBlack ? BLACK : WHITE));
  return sharp(modules, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * MODULE_PX, size * MODULE_PX, { kernel: "nearest" })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}
