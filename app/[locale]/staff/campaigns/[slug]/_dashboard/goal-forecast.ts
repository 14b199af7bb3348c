import type { LiveFigures } from "@/lib/reporting/live-figures";

const HOUR_MS = 3_600_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

export type GoalTexts = Record<"over" | "reached" | "unclear", { value: string; more: string }> & {
  expected: string;
};

/** Formats the forecast of the next goal, no more precisely than the forecast is. */
export function formatForecast(
  figures: LiveFigures,
  { locale, timeZone, texts }: { locale: string; timeZone: string | undefined; texts: GoalTexts },
): { value: string; more: string } {
  const { goalIn, at } = figures;
  if (goalIn.outcome !== "expected") return texts[goalIn.outcome];
  const [from, to] = [new Date(goalIn.earliest), new Date(goalIn.latest)];
  const format = new Intl.DateTimeFormat(locale, { ...timeFormat(new Date(at), from, to), timeZone });
  return { value: format.formatRange(from, to), more: texts.expected };
}

function timeFormat(now: Date, from: Date, to: Date): Intl.DateTimeFormatOptions {
  if (to.getTime() - from.getTime() > 36 * HOUR_MS) return { day: "numeric", month: "short" };
  if (to.getTime() - now.getTime() < 12 * HOUR_MS) return CLOCK;
  return { weekday: "short", ...CLOCK };
}
