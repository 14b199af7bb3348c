import type { CardKind } from "@/lib/sharing/social-card";

// Apart from the cards' rules, which are for servers: the browser needs this one to offer the picture.

/** Where the upright picture for a story is downloaded: of a link (`slug` is its code), with its QR code, or of a page. */
export function storyPath({ locale, kind, slug }: { locale: string; kind: CardKind; slug: string }): string {
  return `/media/stories/${locale}/${kind}/${slug}`;
}
