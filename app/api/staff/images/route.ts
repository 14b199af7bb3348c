import { isCrossSite } from "@/app/_http/cross-site";
import { readBounded } from "@/app/_http/read-body";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { imageUrl, MAX_UPLOAD_BYTES } from "@/lib/images/image-limits";
import { storeImage } from "@/lib/images/store-image";
import { problemResponse } from "../_responses";

/** The size of a multipart body without the image. */
const ENVELOPE_BYTES = 16 * 1024;

/** Stores the image in the form field `image` and returns its address. */
export async function POST(request: Request) {
  const member = await requireStaff({ locale: DEFAULT_LOCALE, permission: "images.upload" });
  if (isCrossSite(request)) return problemResponse(403, "This form belongs to another site.");
  const image = await readImage(request);
  if (image instanceof Response) return image;
  const stored = await storeImage(db(), { bytes: image, by: member.id });
  if (stored.outcome === "too-large") return problemResponse(413, "This picture is too large.");
  if (stored.outcome === "not-an-image")
    return problemResponse(415, "This is not a picture that we can read.");
  const { id, width, height } = stored;
  return Response.json(
    { id, url: imageUrl(id), width, height },
    { status: 201, headers: { "cache-control": "no-store", location: imageUrl(id) } },
  );
}

async function readImage(request: Request): Promise<Uint8Array | Response> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data"))
    return problemResponse(415, "Send a form with a picture.");
  const bytes = await readBounded(request, { maxBytes: MAX_UPLOAD_BYTES + ENVELOPE_BYTES });
  if (typeof bytes === "number") return problemResponse(bytes, "This body cannot be read.");
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  const image = form?.get("image");
  if (!(image instanceof Blob)) return problemResponse(400, "The field `image` is missing.");
  return new Uint8Array(await image.arrayBuffer());
}
