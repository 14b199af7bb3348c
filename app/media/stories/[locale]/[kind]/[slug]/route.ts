import { storyOf } from "@/app/media/_cards/card-content";
import { placeIn, readSubject } from "@/app/media/_cards/card-subject";
import { pictureOf } from "@/app/media/_cards/draw-picture";
import { jpeg, noPicture, notNow } from "@/app/media/_cards/picture-responses";
import { withDatabaseLimits } from "@/db/limits";
import { drawStory } from "@/lib/cards/story";
import { cardPath } from "@/lib/sharing/social-card";

const FOR_A_MINUTE = "public, max-age=60";

/** The upright picture for a story, to be downloaded, with the QR code of the link or of the page. */
export async function GET(_: Request, { params }: RouteContext<"/media/stories/[locale]/[kind]/[slug]">) {
  const place = placeIn(await params);
  if (!place) return noPicture();
  const read = await withDatabaseLimits(async () => ({ subject: await readSubject(place) }));
  if (!read) return notNow();
  const { subject } = read;
  if (!subject) return noPicture();
  const picture = await pictureOf(`story:${cardPath(subject)}`, {
    read: () => withDatabaseLimits(() => storyOf(subject)),
    draw: drawStory,
    isDownload: true,
  });
  if (!picture) return notNow();
  return jpeg(picture, {
    "cache-control": FOR_A_MINUTE,
    "content-disposition": `attachment; filename="${subject.seed}-story.jpg"`,
    "x-robots-tag": "noindex",
  });
}
