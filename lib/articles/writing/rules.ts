import slugify from "@sindresorhus/slugify";
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
  const body = mergeLines(base.bodyMarkdown, { mine: mine.bodyMarkdown, theirs: theirs.bodyMarkdown });
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

/** The joined text, or null where both changed the same lines. */
function mergeLines(base: string, { mine, theirs }: { mine: string; theirs: string }): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  if (regions.some(({ conflict }) => conflict)) return null;
  return regions
    .flatMap(({ ok }) => ok ?? [])
    .map((line) => line.slice(MARK.length))
    .join("\n");
}

/** Before each line: the library keeps lines as keys of an object, and one that says "constructor" would be there already. */
const MARK = "=";

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => MARK + line);
}

const LONGEST_MADE_SLUG = 80;

/** The slug that a title suggests, cut at a word; `number` tells it from one that is taken. */
export function slugFor(title: string, number = 1): string {
  const whole = slugify(title);
  const cut = whole.slice(0, LONGEST_MADE_SLUG + 1).replace(/-[^-]*$/, "");
  const slug =
    (whole.length > LONGEST_MADE_SLUG ? cut || whole.slice(0, LONGEST_MADE_SLUG) : whole) || "article";
  return number > 1 ? `${slug}-${number}` : slug;
}
