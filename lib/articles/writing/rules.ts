import { diff3Merge } from "node-diff3";

/** What staff write of an article, and what a version keeps. */
export type Words = {
  title: string;
  dek: string;
  byline: string;
  topic: string;
  bodyMarkdown: string;
  /** The slug of the campaign in the end module and the bar. */
  primaryCampaign: string | null;
};

export const WORD_FIELDS = ["title", "dek", "byline", "topic", "primaryCampaign", "bodyMarkdown"] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** The most characters of each. */
export const LONGEST = { title: 200, dek: 600, byline: 120, topic: 80, bodyMarkdown: 200_000 } as const;

/** The words of a row that holds more than them. */
export function wordsOf({ title, dek, byline, topic, bodyMarkdown, primaryCampaign }: Words): Words {
  return { title, dek, byline, topic, bodyMarkdown, primaryCampaign };
}

/** Whether two versions say the same. */
export function sameWords(one: Words, other: Words): boolean {
  return WORD_FIELDS.every((field) => one[field] === other[field]);
}

export type Merge = { outcome: "merged"; words: Words } | { outcome: "overlap"; fields: WordField[] };

type Sides = { base: Words; mine: Words; theirs: Words };

/**
 * Joins what two people made of the same words. What only one of them changed is taken from that one; in the text this
 * is decided line by line. Where both changed the same to something different, a person has to decide.
 */
export function mergeWords({ base, mine, theirs }: Sides): Merge {
  const body = mergeText(base.bodyMarkdown, { mine: mine.bodyMarkdown, theirs: theirs.bodyMarkdown });
  const overlaps = WORD_FIELDS.filter((field) =>
    field === "bodyMarkdown" ? body === null : mergeField({ base, mine, theirs }, field) === undefined,
  );
  if (overlaps.length > 0 || body === null) return { outcome: "overlap", fields: overlaps };
  const taken = (field: WordField) => (mine[field] === base[field] ? theirs : mine);
  const words = {
    title: taken("title").title,
    dek: taken("dek").dek,
    byline: taken("byline").byline,
    topic: taken("topic").topic,
    primaryCampaign: taken("primaryCampaign").primaryCampaign,
    bodyMarkdown: body,
  };
  return { outcome: "merged", words };
}

function mergeField({ base, mine, theirs }: Sides, field: WordField): string | null | undefined {
  if (mine[field] === theirs[field] || theirs[field] === base[field]) return mine[field];
  return mine[field] === base[field] ? theirs[field] : undefined;
}

/** How a text is cut for merging, the finest first. Blank lines keep changes of neighbouring paragraphs apart. */
const CUTS = [
  { cut: /\n/, join: "\n" },
  { cut: /(?<=\n\n)(?=[^\n])/, join: "" },
];
/** The library compares each piece with all its likes: blank lines by the thousand would take it minutes. */
const MOST_PAIRS = 500_000;

/** The joined text, or null where both changed the same lines. */
function mergeText(base: string, { mine, theirs }: { mine: string; theirs: string }): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  for (const { cut, join } of CUTS) {
    const [ours, origin, others] = [mine, base, theirs].map((text) => piecesOf(text, cut));
    if (!ours || !origin || !others) continue;
    if (pairsOf(origin, ours) + pairsOf(origin, others) > MOST_PAIRS) continue;
    const regions = diff3Merge(ours, origin, others, { excludeFalseConflicts: true });
    if (regions.some(({ conflict }) => conflict)) return null;
    return regions
      .flatMap(({ ok }) => ok ?? [])
      .map((piece) => piece.slice(MARK.length))
      .join(join);
  }
  return null;
}

/** Before each piece: the library keeps pieces as keys of an object, and one that says "constructor" would be there already. */
const MARK = "=";

function piecesOf(text: string, cut: RegExp): string[] {
  return text.split(cut).map((piece) => MARK + piece);
}

function pairsOf(one: string[], other: string[]): number {
  const counts = new Map<string, number>();
  for (const piece of one) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return other.reduce((sum, piece) => sum + (counts.get(piece) ?? 0), 0);
}
