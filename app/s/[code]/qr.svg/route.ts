import { qrResponse } from "../qr-code";

/** Returns the QR code of a share link as SVG, which prints at any size. */
export async function GET(request: Request, { params }: RouteContext<"/s/[code]/qr.svg">) {
  return qrResponse(request, { code: (await params).code, format: "svg" });
}
