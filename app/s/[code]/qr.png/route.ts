import sharp from "sharp";
import { qrAnswer, qrCode } from "../qr-code";

const BLACK_AND_WHITE = 2;

/** The same for programs that take no SVG. */
export async function GET(_: Request, { params }: RouteContext<"/s/[code]/qr.png">) {
  const { code } = await params;
  const svg = qrCode(code);
  const png =
    svg && (await sharp(Buffer.from(svg)).png({ palette: true, colours: BLACK_AND_WHITE }).toBuffer());
  return qrAnswer(png ? new Uint8Array(png) : null, "image/png");
}
