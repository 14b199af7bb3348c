import sharp from "sharp";
import { encode, renderSVG } from "uqr";
import { env } from "@/lib/env";
import { isShareCode } from "@/lib/ids";
import { shareUrl } from "@/lib/sharing/channels";

/** Dots across one module: 30 make more than 1,000 across the smallest code, sharp at 8 cm in print. */
const MODULE_DOTS = 30;
/** Modules of white around it, without which scanners find nothing (ISO/IEC 18004). */
const QUIET_ZONE = 4;
const BLACK = 0;
const WHITE = 255;

const LOOK = { ecc: "M", border: QUIET_ZONE } as const;

/** The QR code of a share link, with the mark of its channel, as SVG; null for what is no code. It asks no database: a code never changes. */
export function qrSvg(code: string): string | null {
  return isShareCode(code) ? renderSVG(addressOf(code), { ...LOOK, pixelSize: MODULE_DOTS }) : null;
}

/** The same as PNG. Its modules are made larger as they are: to draw the SVG takes a processor ten times as long. */
export async function qrPng(code: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isShareCode(code)) return null;
  const { data, size } = encode(addressOf(code), LOOK);
  const modules = Uint8Array.from(data.flat(), (isBlack) => (isBlack ? BLACK : WHITE));
  const png = sharp(modules, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * MODULE_DOTS, size * MODULE_DOTS, { kernel: "nearest" })
    .png({ palette: true, colours: 2 });
  return new Uint8Array(await png.toBuffer());
}

const addressOf = (code: string) => shareUrl({ origin: env().APP_URL, code, channel: "qr" });

/** An answer with a picture that never changes, or 404 where there is none. */
export function qrAnswer(picture: BodyInit | null, type: "image/svg+xml" | "image/png"): Response {
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
