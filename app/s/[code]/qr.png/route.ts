import { qrPng, qrResponse } from "../qr-code";

/** Returns the QR code of a share link as PNG, for programs without SVG support. */
export async function GET(_: Request, { params }: RouteContext<"/s/[code]/qr.png">) {
  const { code } = await params;
  return qrResponse(await qrPng(code), "image/png");
}
