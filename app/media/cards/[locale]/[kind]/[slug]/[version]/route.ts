import { getCardContent } from "@/app/_social-cards/card-content";
import { getCardSubject, parseCardPlace } from "@/app/_social-cards/card-subject";
import { cachedPicture, drawPicture } from "@/app/_social-cards/draw-picture";
import { jpeg, pictureNotFound, pictureUnavailable } from "@/app/_social-cards/picture-responses";
import { drawCard } from "@/lib/cards/draw-card";
import { withDatabaseLimits } from "@/lib/database-limits";
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
  const place = parseCardPlace(asked);
  if (!place) return pictureNotFound();
  const path = `/media/cards/${asked.locale}/${asked.kind}/${asked.slug}/${asked.version}`;
  const kept = cachedPicture(path);
  if (kept) return jpeg(kept, { "cache-control": FOREVER });
  const read = await withDatabaseLimits(async () => ({ subject: await getCardSubject(place) }));
  if (!read) return pictureUnavailable();
  const { subject } = read;
  if (!subject) return pictureNotFound();
  const current = cardPath(subject);
  const picture = await drawPicture(cardCacheKey(subject), {
    read: () => withDatabaseLimits(() => getCardContent(subject)),
    draw: drawCard,
  });
  if (!picture) return pictureUnavailable();
  return jpeg(picture, { "cache-control": current === path ? FOREVER : FOR_A_MINUTE });
}
