import { qrAnswer, qrSvg } from "../qr-code";

/** A share link as a QR code that prints at any size. */
export async function GET(_: Request, { params }: RouteContext<"/s/[code]/qr.svg">) {
  const { code } = await params;
  return qrAnswer(qrSvg(code), "image/svg+xml");
}
