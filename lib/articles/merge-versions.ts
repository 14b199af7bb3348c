import { diff3Merge } from "node-diff3";

/** The editable fields of an article, stored with each version. */
export type ArticleFields = {
  title: string;
  dek: string;
  byline: string;
  topic: string;
  bodyMarkdown: string;
  /** Slug of the campaign in the end module and the bar. */
  primaryCampaign: string | null;
};

export const ARTICLE_FIELDS = ["title", "dek", "byline", "topic", "primaryCampaign", "bodyMarkdown"] as const;
export type ArticleField = (typeof ARTICLE_FIELDS)[number];

/** Maximum length of each field in characters. */
export const MAX_LENGTHS = { title: 200, dek: 600, byline: 120, topic: 80, bodyMarkdown: 200_000 } as const;

/** Picks the editable fields from a row. */
export function articleFieldsOf({
  title,
  dek,
  byline,
  topic,
  bodyMarkdown,
  primaryCampaign,
}: ArticleFields): ArticleFields {
  return { title, dek, byline, topic, bodyMarkdown, primaryCampaign };
}

/** Whether two versions have equal fields. */
export function isSameText(one: ArticleFields, other: ArticleFields): boolean {
  return ARTICLE_FIELDS.every((field) => one[field] === other[field]);
}

type Merge =
  | { outcome: "merged"; fields: ArticleFields }
  | { outcome: "overlap"; conflictingFields: ArticleField[] };

type Sides = { base: ArticleFields; mine: ArticleFields; theirs: ArticleFields };

/**
 * Merges two edits of the same version. A change by one side is taken; the body is merged line by line. If both sides changed
 * the same field or lines differently, the result is an overlap that a person resolves.
 */
export function mergeVersions({ base, mine, theirs }: Sides): Merge {
  const body = mergeText(base.bodyMarkdown, { mine: mine.bodyMarkdown, theirs: theirs.bodyMarkdown });
  const overlaps = ARTICLE_FIELDS.filter((field) =>
    field === "bodyMarkdown" ? body === null : mergeField({ base, mine, theirs }, field) === undefined,
  );
  if (overlaps.length > 0 || body === null) return { outcome: "overlap", conflictingFields: overlaps };
  const changedSide = (field: ArticleField) => (mine[field] === base[field] ? theirs : mine);
  const fields = {
    title: changedSide("title").title,
    dek: changedSide("dek").dek,
    byline: changedSide("byline").byline,
    topic: changedSide("topic").topic,
    primaryCampaign: changedSide("primaryCampaign").primaryCampaign,
    bodyMarkdown: body,
  };
  return { outcome: "merged", fields };
}

function mergeField({ base, mine, theirs }: Sides, field: ArticleField): string | null | undefined {
  if (mine[field] === theirs[field] || theirs[field] === base[field]) return mine[field];
  return mine[field] === base[field] ? theirs[field] : undefined;
}

/** Where a text is split for merging, finest first: at each line, then at blank lines. Changes in neighbouring
 * paragraphs do not overlap, because blank lines lie between them. */
const SEPARATORS = [/(?<=\n)/, /(?<=\n\n)(?=[^\n])/];
/** The library compares all equal pieces with each other. Thousands of blank lines would take minutes. */
const MAX_PAIRS = 500_000;

/** A region of the merged text: agreed, or changed differently by both sides. */
type Region = { agreed: string } | { mine: string; theirs: string };

/** Returns the merged text, or null if both sides changed the same lines. */
function mergeText(base: string, sides: { mine: string; theirs: string }): string | null {
  const regions = regionsOf(base, sides);
  return regions.every((region) => "agreed" in region)
    ? regions.map((region) => ("agreed" in region ? region.agreed : "")).join("")
    : null;
}

function regionsOf(base: string, { mine, theirs }: { mine: string; theirs: string }): Region[] {
  if (mine === theirs || theirs === base) return [{ agreed: mine }];
  if (mine === base) return [{ agreed: theirs }];
  for (const separator of SEPARATORS) {
    const [ours, earlier, others] = [mine, base, theirs].map((text) => piecesOf(text, separator));
    if (!ours || !earlier || !others) continue;
    if (pairsOf(earlier, ours) + pairsOf(earlier, others) > MAX_PAIRS) continue;
    return diff3Merge(ours, earlier, others, { excludeFalseConflicts: true }).map(({ ok, conflict }) =>
      conflict ? { mine: textOf(conflict.a), theirs: textOf(conflict.b) } : { agreed: textOf(ok ?? []) },
    );
  }
  return [{ mine, theirs }];
}

function textOf(pieces: string[]): string {
  return pieces.map((piece) => piece.slice(MARK.length)).join("");
}

/** Prefix of each piece. The library uses pieces as object keys, where "constructor" would already exist. */
const MARK = "=";

function piecesOf(text: string, separator: RegExp): string[] {
  return text.split(separator).map((piece) => MARK + piece);
}

function pairsOf(one: string[], other: string[]): number {
  const counts = new Map<string, number>();
  for (const piece of one) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return other.reduce((sum, piece) => sum + (counts.get(piece) ?? 0), 0);
}

/** A conflict between two edits: a whole field, or a region of the body. */
type Overlap = { field: ArticleField; mine: string; theirs: string };
export type Choice = "mine" | "theirs" | "both";

/** Lists the conflicts, fields first, then the body from top to bottom. */
export function listOverlaps(sides: Sides): Overlap[] {
  return ARTICLE_FIELDS.flatMap((field): Overlap[] => {
    if (field === "bodyMarkdown")
      return bodyRegions(sides).flatMap((region) => ("agreed" in region ? [] : [{ field, ...region }]));
    if (mergeField(sides, field) !== undefined) return [];
    return [{ field, mine: sides.mine[field] ?? "", theirs: sides.theirs[field] ?? "" }];
  });
}

/** Merges with one choice per conflict, in the order of `listOverlaps`. Without a choice, the body keeps both sides and a field keeps mine. */
export function resolveOverlaps(sides: Sides, choices: Choice[]): ArticleFields {
  const open = [...choices];
  const field = <Field extends ArticleField>(name: Field): ArticleFields[Field] => {
    const { base, mine, theirs } = sides;
    if (mergeField(sides, name) === undefined) return open.shift() === "theirs" ? theirs[name] : mine[name];
    return mine[name] === base[name] ? theirs[name] : mine[name];
  };
  const fields = {
    title: field("title"),
    dek: field("dek"),
    byline: field("byline"),
    topic: field("topic"),
    primaryCampaign: field("primaryCampaign"),
  };
  const text = bodyRegions(sides).map((region) =>
    "agreed" in region ? region.agreed : resolveRegion(region, open.shift() ?? "both"),
  );
  return { ...fields, bodyMarkdown: text.join("") };
}

function bodyRegions({ base, mine, theirs }: Sides): Region[] {
  return regionsOf(base.bodyMarkdown, { mine: mine.bodyMarkdown, theirs: theirs.bodyMarkdown });
}

function resolveRegion({ mine, theirs }: { mine: string; theirs: string }, choice: Choice): string {
  if (choice !== "both") return choice === "mine" ? mine : theirs;
  const gap = theirs.endsWith("\n") || theirs === "" ? "" : "\n\n";
  return `${theirs}${gap}${theirs.endsWith("\n") && !theirs.endsWith("\n\n") ? "\n" : ""}${mine}`;
}
