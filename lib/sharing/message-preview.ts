/**
 * How much of a title and of a description each of them shows beside a link, in characters; null is all of it, 0 none.
 * WhatsApp: two lines of title, two of description, "80 characters will suffice" (developers.facebook.com/docs/whatsapp/link-previews);
 * it was measured to cut titles at 81. Facebook: no published limit, measured 122 in the feed of a browser; its description is one line.
 * (Both measured in ogtester.com/blog/what-is-maximum-length-of-og-title-and-og-description.)
 * X: 70 (developer.x.com/cards/markup), on one line over the picture; a large card shows no description.
 * Slack: the whole title; a long description is folded behind "Show more" (measured, about 300).
 */
export const PREVIEW_LIMITS = {
  whatsapp: { title: 81, description: 80 },
  facebook: { title: 122, description: 80 },
  x: { title: 70, description: 0 },
  slack: { title: null, description: 300 },
} as const satisfies Record<string, { title: number | null; description: number }>;

export type PreviewNetwork = keyof typeof PREVIEW_LIMITS;
export const PREVIEW_NETWORKS: PreviewNetwork[] = ["whatsapp", "facebook", "x", "slack"];

/** What a page tells about itself. */
export type PageMetadata = { title: string; description: string; alt: string };

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A text as it is cut after a number of characters: what a reader takes for one, however it is made up. */
export function truncate(text: string, most: number | null): string {
  if (most === null) return text;
  const letters = [...segmenter.segment(text)].map(({ segment }) => segment);
  if (letters.length <= most) return text;
  return most === 0
    ? ""
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

export type PreviewWarning =
  | { kind: "title-cut"; networks: PreviewNetwork[] }
  | { kind: "no-description" }
  | { kind: "no-alt" };

/** What staff should know of how a page will look elsewhere. `needsAlt` says that its picture is a photograph, which no machine can describe. */
export function listPreviewWarnings(
  { title, description, alt }: PageMetadata,
  { needsAlt }: { needsAlt: boolean },
): PreviewWarning[] {
  const networks = PREVIEW_NETWORKS.filter(
    (network) => truncate(title, PREVIEW_LIMITS[network].title) !== title,
  );
  return [
    ...(networks.length > 0 ? [{ kind: "title-cut", networks } as const] : []),
    ...(description.trim() === "" ? [{ kind: "no-description" } as const] : []),
    ...(needsAlt && alt.trim() === "" ? [{ kind: "no-alt" } as const] : []),
  ];
}
