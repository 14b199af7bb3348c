import { qrResponse } from "../qr-code";

/** Returns the QR code of a share link as PNG, for programs without SVG support. */
export async function GET(request: Request, { params }: RouteContext<"/s/[code]/qr.png">) {
  return qrResponse(request, { code: (await params).code, format: "png" });
}
