import { qrAnswer, qrPng } from "../qr-code";

/** The same for programs that take no SVG. */
export async function GET(_: Request, { params }: RouteContext<"/s/[code]/qr.png">) {
  const { code } = await params;
  return qrAnswer(await qrPng(code), "image/png");
}
