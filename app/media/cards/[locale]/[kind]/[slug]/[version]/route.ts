import { contentOf } from "@/app/media/_cards/card-content";
import { placeIn, readSubject } from "@/app/media/_cards/card-subject";
import { keptPicture, pictureOf } from "@/app/media/_cards/draw-picture";
import { jpeg, noPicture, notNow } from "@/app/media/_cards/picture-responses";
import { withDatabaseLimits } from "@/db/limits";
import { drawCard } from "@/lib/cards/card";
import { cardCacheKey, cardPath } from "@/lib/sharing/social-card";

/** What an address shows never changes again: its version says what that is. */
const FOREVER = "public, max-age=31536000, immutable";
/** An older address shows what is true now, and not for long. */
const FOR_A_MINUTE = "public, max-age=60";

/**
 * The picture that messengers show beside a link. Only what is true now is ever drawn, once: an address with another
 * version, old or made up, gets that same picture, since messengers may not follow a redirect.
 */
export async function GET(
  _: Request,
  { params }: RouteContext<"/media/cards/[locale]/[kind]/[slug]/[version]">,
) {
  const asked = await params;
  const place = placeIn(asked);
  if (!place) return noPicture();
  const path = `/media/cards/${asked.locale}/${asked.kind}/${asked.slug}/${asked.version}`;
  const kept = keptPicture(path);
  if (kept) return jpeg(kept, { "cache-control": FOREVER });
  const read = await withDatabaseLimits(async () => ({ subject: await readSubject(place) }));
  if (!read) return notNow();
  const { subject } = read;
  if (!subject) return noPicture();
  const current = cardPath(subject);
  const picture = await pictureOf(cardCacheKey(subject), {
    read: () => withDatabaseLimits(() => contentOf(subject)),
    draw: drawCard,
  });
  if (!picture) return notNow();
  return jpeg(picture, { "cache-control": current === path ? FOREVER : FOR_A_MINUTE });
}
