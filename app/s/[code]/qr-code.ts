import sharp from "sharp";
import { encode, renderSVG } from "uqr";
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

/** Returns the QR code of a share link as SVG, or null if the code is not valid. It includes the letter of its channel. No database query. */
export function qrSvg(code: string): string | null {
  return isShareCode(code) ? renderSVG(qrUrl(code), { ...QR_OPTIONS, pixelSize: MODULE_PX }) : null;
}

/** Returns the same QR code as PNG. It is scaled up from one pixel per module, ten times faster than rendering the SVG. */
export async function qrPng(code: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isShareCode(code)) return null;
  const { data, size } = encode(qrUrl(code), QR_OPTIONS);
  const modules = Uint8Array.from(data.flat(), (isBlack) => (isBlack ? BLACK : WHITE));
  const png = sharp(modules, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * MODULE_PX, size * MODULE_PX, { kernel: "nearest" })
    .png({ palette: true, colours: 2 });
  return new Uint8Array(await png.toBuffer());
}

const qrUrl = (code: string) => shareUrl({ origin: env().APP_URL, code, channel: "qr" });

/** Returns an immutable image response, or 404 without an image. */
export function qrResponse(picture: BodyInit | null, type: "image/svg+xml" | "image/png"): Response {
  if (picture === null)
    return new Response("No such code.\n", {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8", "x-robots-tag": "noindex" },
    });
  return new Response(picture, {
    headers: {
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
      "x-robots-tag": "noindex",
    },
  });
}
