import { readFile } from "node:fs/promises";
import { lengthHeaders } from "@/app/_http/length-headers";
import { fontFiles, SITE_FONTS } from "@/lib/fonts";

/** The fonts that `public/plain-page.css` names. Next's own copies have an address that only its pages know. */
const FILES = new Map([
  ["newsreader.woff2", fontFiles(SITE_FONTS.serif.variablePackage, ["latin"], "opsz-normal.woff2")],
  ["schibsted-grotesk.woff2", fontFiles(SITE_FONTS.sans.variablePackage, ["latin"], "wght-normal.woff2")],
]);

/** Returns a font of the site, for pages from route handlers. */
export async function GET(_: Request, { params }: RouteContext<"/media/fonts/[font]">) {
  const [file] = FILES.get((await params).font) ?? [];
  if (!file) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const font = await readFile(file);
  return new Response(new Uint8Array(font), {
    headers: {
      "content-type": "font/woff2",
      ...lengthHeaders(font.byteLength),
      "cache-control": "public, max-age=604800",
    },
  });
}
