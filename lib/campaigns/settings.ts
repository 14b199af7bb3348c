import { LOCALES } from "@/lib/i18n/locales";
import type { Fields } from "./petition-text";

type Texts = Partial<Record<string, string>> | null;

/** The settings of a campaign, without its petition text. */
type Settings = {
  goal: number;
  raisesGoal: boolean;
  reviewsNames: boolean;
  thanksMail: boolean;
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
    reviewsNames: settings.reviewsNames ? "yes" : "no",
    thanksMail: settings.thanksMail ? "yes" : "no",
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
    const kept = LOCALES.map((locale) => [locale, text(`${name}.${locale}`)]).filter(([, value]) => value);
    if (!LOCALES.some((locale) => is(`${name}.${locale}`))) return settings[name];
    return kept.length > 0 ? Object.fromEntries(kept) : null;
  };
  return {
    goal: is("goal") ? Number(text("goal")) : settings.goal,
    raisesGoal: is("raisesGoal") ? text("raisesGoal") === "yes" : settings.raisesGoal,
    reviewsNames: is("reviewsNames") ? text("reviewsNames") === "yes" : settings.reviewsNames,
    thanksMail: is("thanksMail") ? text("thanksMail") === "yes" : settings.thanksMail,
    opensAt: is("opensAt") ? time("opensAt") : settings.opensAt,
    closesAt: is("closesAt") ? time("closesAt") : settings.closesAt,
    coverId: is("coverId") ? text("coverId") || null : settings.coverId,
    nextSteps: texts("nextSteps"),
    outcome: texts("outcome"),
    coverAlt: texts("coverAlt"),
  };
}

/** Returns the reason why the times of some settings are invalid, or null. */
export function findTimesProblem(
  { opensAt, closesAt }: Pick<Settings, "opensAt" | "closesAt">,
  { changed, now }: { changed: string[]; now: Date },
): "closesBeforeOpening" | "deadlinePassed" | null {
  if (!closesAt) return null;
  if (opensAt && closesAt <= opensAt) return "closesBeforeOpening";
  return changed.includes("closesAt") && closesAt <= now ? "deadlinePassed" : null;
}
