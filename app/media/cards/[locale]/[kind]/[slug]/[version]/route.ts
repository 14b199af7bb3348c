import { clientAddress } from "@/app/_http/visitor";
import { getCardContent } from "@/app/_social-cards/card-content";
import { getCardSubject, parseCardPlace } from "@/app/_social-cards/card-subject";
import { drawImage, getCachedImage } from "@/app/_social-cards/draw-image";
import { imageNotFound, imageResponse, imageUnavailable } from "@/app/_social-cards/image-responses";
import { drawCard } from "@/lib/cards/draw-card";
import { withDatabaseLimits } from "@/lib/database-limits";
import { cardCacheKey, cardPath } from "@/lib/sharing/social-card";

/** The version in the address identifies the content. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** For an address with another version, which shows the current content. */
const FOR_A_MINUTE = "public, max-age=60";

/**
 * Returns the social card that messengers show beside a link. Only the current version is ever drawn. An address with an
 * old or forged version gets the current card, because messengers may not follow a redirect.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/media/cards/[locale]/[kind]/[slug]/[version]">,
) {
  const address = await params;
  const place = parseCardPlace(address);
  if (!place) return imageNotFound();
  const path = `/media/cards/${address.locale}/${address.kind}/${address.slug}/${address.version}`;
  const cached = getCachedImage(path);
  if (cached) return imageResponse(cached, { type: "image/jpeg", "cache-control": IMMUTABLE });
  const read = await withDatabaseLimits(async () => ({ subject: await getCardSubject(place) }));
  if (!read) return imageUnavailable();
  const { subject } = read;
  if (!subject) return imageNotFound();
  const current = cardPath(subject);
  const image = await drawImage(cardCacheKey(subject), {
    read: () => withDatabaseLimits(() => getCardContent(subject)),
    draw: drawCard,
    network: clientAddress(request.headers),
  });
  if (!image) return imageUnavailable();
  return imageResponse(image, {
    type: "image/jpeg",
    "cache-control": current === path ? IMMUTABLE : FOR_A_MINUTE,
  });
}
