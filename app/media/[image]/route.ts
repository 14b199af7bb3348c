import { imageNotFound, imageResponse, imageUnavailable } from "@/app/_social-cards/image-responses";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isId } from "@/lib/ids";
import { getImage } from "@/lib/images/get-image";

const EXTENSION = /\.webp$/;
/** An image never changes under its address. */
const IMMUTABLE = "public, max-age=31536000, immutable";

/** Returns an image that staff uploaded. */
export async function GET(_: Request, { params }: RouteContext<"/media/[image]">) {
  const { image } = await params;
  const id = image.replace(EXTENSION, "");
  if (!EXTENSION.test(image) || !isId(id)) return imageNotFound();
  const read = await withDatabaseLimits(async () => ({ webp: await getImage(db(), id) }));
  if (!read) return imageUnavailable();
  const { webp } = read;
  if (!webp) return imageNotFound();
  return imageResponse(webp, {
    type: "image/webp",
    "cache-control": IMMUTABLE,
    "x-content-type-options": "nosniff",
  });
}
