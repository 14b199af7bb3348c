import { pictureNotFound, pictureUnavailable } from "@/app/_social-cards/picture-responses";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isId } from "@/lib/ids";
import { getImage } from "@/lib/images/get-image";

const ENDING = /\.webp$/;
/** A picture never changes under its address. */
const FOREVER = "public, max-age=31536000, immutable";

/** A picture that staff uploaded. */
export async function GET(_: Request, { params }: RouteContext<"/media/[image]">) {
  const { image } = await params;
  const id = image.replace(ENDING, "");
  if (!ENDING.test(image) || !isId(id)) return pictureNotFound();
  const read = await withDatabaseLimits(async () => ({ webp: await getImage(db(), id) }));
  if (!read) return pictureUnavailable();
  const { webp } = read;
  if (!webp) return pictureNotFound();
  return new Response(new Uint8Array(webp), {
    headers: {
      "content-type": "image/webp",
      "cache-control": FOREVER,
      "x-content-type-options": "nosniff",
    },
  });
}
