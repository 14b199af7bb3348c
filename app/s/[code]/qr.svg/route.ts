import { qrResponse, qrSvg } from "../qr-code";

/** Returns the QR code of a share link as SVG, which prints at any size. */
export async function GET(_: Request, { params }: RouteContext<"/s/[code]/qr.svg">) {
  const { code } = await params;
  return qrResponse(qrSvg(code), "image/svg+xml");
}
