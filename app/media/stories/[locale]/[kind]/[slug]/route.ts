import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { clientAddress } from "@/app/_http/visitor";
import { getStoryContent } from "@/app/_social-cards/card-content";
import { getCardSubject, parseCardPlace } from "@/app/_social-cards/card-subject";
import { drawImage } from "@/app/_social-cards/draw-image";
import { imageNotFound, imageResponse, imageUnavailable } from "@/app/_social-cards/image-responses";
import { drawStory } from "@/lib/cards/draw-story";
import { withDatabaseLimits } from "@/lib/database-limits";
import { type CardPlace, cardPath } from "@/lib/sharing/social-card";

const FOR_A_MINUTE = "public, max-age=60";

/** Returns the portrait image for a story as a download, with the QR code of the link or of the page. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/media/stories/[locale]/[kind]/[slug]">,
) {
  const place = parseCardPlace(await params);
  if (!place) return imageNotFound();
  const read = await withDatabaseLimits(async () => ({ subject: await getCardSubject(place) }));
  if (!read) return storyUnavailable(request, place);
  const { subject } = read;
  if (!subject) return imageNotFound();
  const image = await drawImage(`story:${cardPath(subject)}`, {
    read: () => withDatabaseLimits(() => getStoryContent(subject)),
    draw: drawStory,
    isDownload: true,
    network: clientAddress(request.headers),
  });
  if (!image) return storyUnavailable(request, place);
  return imageResponse(image, {
    type: "image/jpeg",
    "cache-control": FOR_A_MINUTE,
    "content-disposition": `attachment; filename="${subject.seed}-story.jpg"`,
    "x-robots-tag": "noindex",
  });
}

/** Returns 503 with `Retry-After`: for a browser that opens the address, a page that says what to do. */
function storyUnavailable(request: Request, { locale }: CardPlace): Response | Promise<Response> {
  const isOpened = request.headers.get("accept")?.includes("text/html");
  return isOpened ? refusePublicRequest({ reason: "busy", kind: "form", locale }) : imageUnavailable();
}
