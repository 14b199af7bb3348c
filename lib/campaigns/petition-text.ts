import { diffWordsWithSpace } from "diff";

/** The fields of a petition text, in reading order. */
const TEXT_FIELDS = ["title", "target", "summary", "ask"] as const;
type TextFieldName = (typeof TEXT_FIELDS)[number];
export type PetitionText = Record<TextFieldName, string>;

export const EMPTY_PETITION_TEXT: PetitionText = { title: "", target: "", summary: "", ask: "" };

/** Picks the petition text from a row. */
export function petitionTextOf(row: PetitionText): PetitionText {
  return { title: row.title, target: row.target, summary: row.summary, ask: row.ask };
}

/** Lists the empty fields. A text with empty fields cannot be published. */
export function listMissingFields(text: PetitionText): TextFieldName[] {
  return TEXT_FIELDS.filter((field) => text[field].trim() === "");
}

export function isSameText(one: PetitionText, other: PetitionText): boolean {
  return TEXT_FIELDS.every((field) => one[field] === other[field]);
}

/** Form fields or stored values as flat text, so that versions can be compared. */
export type Fields = Record<string, string>;

type Merged = {
  /** The values to store if nothing conflicts. */
  merged: Fields;
  /** Fields that only this editor changed. */
  mine: string[];
  /** Fields that only another editor changed. */
  theirs: string[];
  /** Fields that both changed to different values. */
  conflicts: string[];
};

/**
 * Merges concurrent changes field by field. `base` is what the editor started from, `mine` the posted values, `theirs` the
 * stored ones. A field that only one side changed takes that change; a field that both changed is a conflict.
 */
export function mergeFields({ base, mine, theirs }: { base: Fields; mine: Fields; theirs: Fields }): Merged {
  const result: Merged = { merged: { ...theirs }, mine: [], theirs: [], conflicts: [] };
  for (const [name, value] of Object.entries(mine)) {
    const stored = theirs[name] ?? "";
    const began = base[name] ?? "";
    if (value === began) {
      if (stored !== began) result.theirs.push(name);
    } else if (stored !== began && stored !== value) {
      result.conflicts.push(name);
    } else if (stored !== value) {
      result.mine.push(name);
      result.merged[name] = value;
    }
  }
  return result;
}

export type Passage = { text: string; changed: boolean };
type Comparison = { field: TextFieldName; before: Passage[]; after: Passage[]; changed: boolean };

/** Compares two versions field by field and marks removed and added words. */
export function comparePetitionTexts(before: PetitionText, after: PetitionText): Comparison[] {
  return TEXT_FIELDS.map((field) => {
    const changes = diffWordsWithSpace(before[field], after[field]);
    return {
      field,
      before: changes
        .filter(({ added }) => !added)
        .map(({ value, removed }) => ({ text: value, changed: removed })),
      after: changes
        .filter(({ removed }) => !removed)
        .map(({ value, added }) => ({ text: value, changed: added })),
      changed: before[field] !== after[field],
    };
  });
}

/** Slugs that are paths of the staff area. */
const RESERVED_SLUGS = ["new"];

export function isReservedSlug(slug: string): boolean {
  return RESERVED_SLUGS.includes(slug);
}
