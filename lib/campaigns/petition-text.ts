import { diffWordsWithSpace } from "diff";
import { LOCALES } from "@/lib/i18n/locales";

/** The fields of a petition text, in reading order. */
export const WORD_FIELDS = ["title", "target", "summary", "ask"] as const;
export type WordField = (typeof WORD_FIELDS)[number];
export type PetitionText = Record<WordField, string>;

export const EMPTY_PETITION_TEXT: PetitionText = { title: "", target: "", summary: "", ask: "" };

/** Picks the petition text from a row. */
export function petitionTextOf(row: PetitionText): PetitionText {
  return { title: row.title, target: row.target, summary: row.summary, ask: row.ask };
}

/** Lists the empty fields. A text with empty fields cannot be published. */
export function listMissingFields(words: PetitionText): WordField[] {
  return WORD_FIELDS.filter((field) => words[field].trim() === "");
}

export function isSameText(one: PetitionText, other: PetitionText): boolean {
  return WORD_FIELDS.every((field) => one[field] === other[field]);
}

/** Form fields or stored values as flat text, so that versions can be compared. */
export type Fields = Record<string, string>;

export type Merged = {
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
export type Comparison = { field: WordField; before: Passage[]; after: Passage[]; changed: boolean };

/** Compares two versions field by field and marks removed and added words. */
export function comparePetitionTexts(before: PetitionText, after: PetitionText): Comparison[] {
  return WORD_FIELDS.map((field) => {
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
const TAKEN_BY_ROOMS = ["new"];

export function isReservedSlug(slug: string): boolean {
  return TAKEN_BY_ROOMS.includes(slug);
}

type Texts = Partial<Record<string, string>> | null;

/** The settings of a campaign, without its petition text. */
export type Settings = {
  goal: number;
  raisesGoal: boolean;
  opensAt: Date | null;
  closesAt: Date | null;
  nextSteps: Texts;
  outcome: Texts;
  coverId: string | null;
  coverAlt: Texts;
};

const TEXTS_BY_LANGUAGE = ["nextSteps", "outcome", "coverAlt"] as const;

/** Formats a time for a form, to the minute. */
function minuteOf(time: Date | null): string {
  return time ? `${time.toISOString().slice(0, 16)}:00.000Z` : "";
}

/** Returns the settings as flat text, keyed by form field (`nextSteps.en`). */
export function settingsAsFields(settings: Settings): Fields {
  const texts = TEXTS_BY_LANGUAGE.flatMap((name) =>
    LOCALES.map((locale) => [`${name}.${locale}`, settings[name]?.[locale] ?? ""]),
  );
  return {
    goal: String(settings.goal),
    raisesGoal: settings.raisesGoal ? "yes" : "no",
    opensAt: minuteOf(settings.opensAt),
    closesAt: minuteOf(settings.closesAt),
    coverId: settings.coverId ?? "",
    ...Object.fromEntries(texts),
  };
}

/** Returns the settings with the fields in `changed` replaced. Others keep their exact value, seconds included. */
export function withFields(settings: Settings, merged: Fields, changed: string[]): Settings {
  const is = (name: string) => changed.includes(name);
  const text = (name: string) => merged[name] ?? "";
  const time = (name: string) => (text(name) ? new Date(text(name)) : null);
  const texts = (name: (typeof TEXTS_BY_LANGUAGE)[number]) => {
    const kept = LOCALES.map((locale) => [locale, text(`${name}.${locale}`)]).filter(([, words]) => words);
    if (!LOCALES.some((locale) => is(`${name}.${locale}`))) return settings[name];
    return kept.length > 0 ? Object.fromEntries(kept) : null;
  };
  return {
    goal: is("goal") ? Number(text("goal")) : settings.goal,
    raisesGoal: is("raisesGoal") ? text("raisesGoal") === "yes" : settings.raisesGoal,
    opensAt: is("opensAt") ? time("opensAt") : settings.opensAt,
    closesAt: is("closesAt") ? time("closesAt") : settings.closesAt,
    coverId: is("coverId") ? text("coverId") || null : settings.coverId,
    nextSteps: texts("nextSteps"),
    outcome: texts("outcome"),
    coverAlt: texts("coverAlt"),
  };
}

/** Returns the reason why the times of some settings are invalid, or null. */
export function timesProblem(
  { opensAt, closesAt }: Pick<Settings, "opensAt" | "closesAt">,
  { changed, now }: { changed: string[]; now: Date },
): "closesBeforeOpening" | "deadlinePassed" | null {
  if (!closesAt) return null;
  if (opensAt && closesAt <= opensAt) return "closesBeforeOpening";
  return changed.includes("closesAt") && closesAt <= now ? "deadlinePassed" : null;
}
