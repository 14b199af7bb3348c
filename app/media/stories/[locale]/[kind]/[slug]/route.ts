import { getStoryContent } from "@/app/_social-cards/card-content";
import { getCardSubject, parseCardPlace } from "@/app/_social-cards/card-subject";
import { drawPicture } from "@/app/_social-cards/draw-picture";
import { jpeg, pictureNotFound, pictureUnavailable } from "@/app/_social-cards/picture-responses";
import { drawStory } from "@/lib/cards/draw-story";
import { withDatabaseLimits } from "@/lib/database-limits";
import { cardPath } from "@/lib/sharing/social-card";

const FOR_A_MINUTE = "public, max-age=60";

/** The upright picture for a story, to be downloaded, with the QR code of the link or of the page. */
export async function GET(_: Request, { params }: RouteContext<"/media/stories/[locale]/[kind]/[slug]">) {
  const place = parseCardPlace(await params);
  if (!place) return pictureNotFound();
  const read = await withDatabaseLimits(async () => ({ subject: await getCardSubject(place) }));
  if (!read) return pictureUnavailable();
  const { subject } = read;
  if (!subject) return pictureNotFound();
  const picture = await drawPicture(`story:${cardPath(subject)}`, {
    read: () => withDatabaseLimits(() => getStoryContent(subject)),
    draw: drawStory,
    isDownload: true,
  });
  if (!picture) return pictureUnavailable();
  return jpeg(picture, {
    "cache-control": FOR_A_MINUTE,
    "content-disposition": `attachment; filename="${subject.seed}-story.jpg"`,
    "x-robots-tag": "noindex",
  });
}
