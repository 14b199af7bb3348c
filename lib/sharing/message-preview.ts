/**
 * How many characters of a title and a description each network shows beside a link. Null means no limit, 0 that it is not shown.
 * WhatsApp: two lines of title, two of description, "80 characters will suffice" (developers.facebook.com/docs/whatsapp/link-previews);
 * titles are cut at 81 (measured). Facebook: no published limit; 122 in the feed of a browser (measured); the description is one line.
 * (Both measurements: ogtester.com/blog/what-is-maximum-length-of-og-title-and-og-description.)
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

/** The metadata of a page that previews show. */
export type PageMetadata = { title: string; description: string; alt: string };

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cuts a text to at most `most` characters (grapheme clusters), with an ellipsis. Null means no limit. */
export function truncate(text: string, most: number | null): string {
  if (most === null) return text;
  const characters = [...segmenter.segment(text)].map(({ segment }) => segment);
  if (characters.length <= most) return text;
  return most === 0
    ? ""
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

type PreviewWarning =
  | { kind: "title-cut"; networks: PreviewNetwork[] }
  | { kind: "no-description" }
  | { kind: "no-alt" };

/** Lists the problems that a page will have in previews. `needsAlt`: its image is a photograph, for which staff must write the alt text. */
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
