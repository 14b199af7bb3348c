import { db } from "@/db/client";
import { isId } from "@/lib/ids";
import { getImage } from "@/lib/images/queries";

const ENDING = /\.webp$/;
/** A picture never changes under its address. */
const FOREVER = "public, max-age=31536000, immutable";

/** A picture that staff uploaded. */
export async function GET(_: Request, { params }: RouteContext<"/media/[image]">) {
  const { image } = await params;
  const id = image.replace(ENDING, "");
  const webp = ENDING.test(image) && isId(id) ? await getImage(db(), id) : null;
  if (!webp) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(new Uint8Array(webp), {
    headers: {
      "content-type": "image/webp",
      "cache-control": FOREVER,
      "x-content-type-options": "nosniff",
    },
  });
}
