import type { CardKind } from "@/lib/sharing/social-card";

/**
 * Returns the path of the portrait image for a story. For a link (`slug` is its code), it includes the QR code. Not in
 * `social-card.ts`, because browsers load this file.
 */
export function storyPath({ locale, kind, slug }: { locale: string; kind: CardKind; slug: string }): string {
  return `/media/stories/${locale}/${kind}/${slug}`;
}
