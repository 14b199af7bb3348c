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
const CUTS = [/(?<=\n)/, /(?<=\n\n)(?=[^\n])/];
/** The library compares each piece with all its likes: blank lines by the thousand would take it minutes. */
const MOST_PAIRS = 500_000;

/** A stretch of the joined text: agreed on, or changed by both to something different. */
type Stretch = { agreed: string } | { mine: string; theirs: string };

/** The joined text, or null where both changed the same lines. */
function mergeText(base: string, sides: { mine: string; theirs: string }): string | null {
  const stretches = stretchesOf(base, sides);
  return stretches.every((stretch) => "agreed" in stretch)
    ? stretches.map((stretch) => ("agreed" in stretch ? stretch.agreed : "")).join("")
    : null;
}

function stretchesOf(base: string, { mine, theirs }: { mine: string; theirs: string }): Stretch[] {
  if (mine === theirs || theirs === base) return [{ agreed: mine }];
  if (mine === base) return [{ agreed: theirs }];
  for (const cut of CUTS) {
    const [ours, origin, others] = [mine, base, theirs].map((text) => piecesOf(text, cut));
    if (!ours || !origin || !others) continue;
    if (pairsOf(origin, ours) + pairsOf(origin, others) > MOST_PAIRS) continue;
    return diff3Merge(ours, origin, others, { excludeFalseConflicts: true }).map(({ ok, conflict }) =>
      conflict ? { mine: textOf(conflict.a), theirs: textOf(conflict.b) } : { agreed: textOf(ok ?? []) },
    );
  }
  return [{ mine, theirs }];
}

function textOf(pieces: string[]): string {
  return pieces.map((piece) => piece.slice(MARK.length)).join("");
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

/** A place where two people wrote something different: a whole field, or a stretch of the text. */
export type Overlap = { field: WordField; mine: string; theirs: string };
export type Choice = "mine" | "theirs" | "both";

/** The places that a person has to decide on, fields first and then the text from top to bottom. */
export function listOverlaps(sides: Sides): Overlap[] {
  return WORD_FIELDS.flatMap((field): Overlap[] => {
    if (field === "bodyMarkdown")
      return stretchesIn(sides).flatMap((stretch) => ("agreed" in stretch ? [] : [{ field, ...stretch }]));
    if (mergeField(sides, field) !== undefined) return [];
    return [{ field, mine: sides.mine[field] ?? "", theirs: sides.theirs[field] ?? "" }];
  });
}

/** The joined words, with a choice for each of `listOverlaps`, in its order. Without a choice, a text keeps both and a field mine. */
export function settle(sides: Sides, choices: Choice[]): Words {
  const open = [...choices];
  const field = <Field extends WordField>(name: Field): Words[Field] => {
    const { base, mine, theirs } = sides;
    if (mergeField(sides, name) === undefined) return open.shift() === "theirs" ? theirs[name] : mine[name];
    return mine[name] === base[name] ? theirs[name] : mine[name];
  };
  const words = {
    title: field("title"),
    dek: field("dek"),
    byline: field("byline"),
    topic: field("topic"),
    primaryCampaign: field("primaryCampaign"),
  };
  const text = stretchesIn(sides).map((stretch) =>
    "agreed" in stretch ? stretch.agreed : settleStretch(stretch, open.shift() ?? "both"),
  );
  return { ...words, bodyMarkdown: text.join("") };
}

function stretchesIn({ base, mine, theirs }: Sides): Stretch[] {
  return stretchesOf(base.bodyMarkdown, { mine: mine.bodyMarkdown, theirs: theirs.bodyMarkdown });
}

function settleStretch({ mine, theirs }: { mine: string; theirs: string }, choice: Choice): string {
  if (choice !== "both") return choice === "mine" ? mine : theirs;
  const gap = theirs.endsWith("\n") || theirs === "" ? "" : "\n\n";
  return `${theirs}${gap}${theirs.endsWith("\n") && !theirs.endsWith("\n\n") ? "\n" : ""}${mine}`;
}
