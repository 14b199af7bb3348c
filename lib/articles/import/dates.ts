import { fold } from "./fold-text";

const MONTHS: Record<string, number> = Object.fromEntries(
  [
    "january jan enero ene janvier januar janeiro gennaio",
    "february feb febrero février fevrier februar fevereiro febbraio",
    "march mar marzo mars märz marz março marco",
    "april apr abril abr avril aprile",
    "may mayo mai maio maggio",
    "june jun junio juin juni junho giugno",
    "july jul julio juillet juli julho luglio",
    "august aug agosto ago août aout",
    "september sept sep septiembre setiembre set septembre setembro settembre",
    "october oct octubre octobre oktober outubro ottobre",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre decembre dezember dezembro dicembre",
  ].flatMap((names, at) => names.split(" ").map((name) => [name, at + 1])),
);

const MONTH = `(?:${Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join("|")})\\.?`;
const DAY = "\\d{1,2}(?:st|nd|rd|th|º|\\.)?";
const YEAR = "\\d{4}";
const WEEKDAY = "(?:\\p{L}{3,9}\\.?,?\\s+)?";
const TIME =
  "\\d{1,2}[:.h]\\d{2}(?::\\d{2})?(?:\\s*[ap]\\.?\\s?m\\.?)?(?:\\s*(?:h|hrs?|GMT|UTC|EST|EDT|CET|CEST|PST|PDT)\\b)?";
const DATES = [
  `${MONTH}\\s+${DAY}(?:,\\s*|\\s+)(?:de\\s+)?${YEAR}`,
  `${DAY}(?:\\s+de)?\\s+${MONTH}(?:,|\\s+del?)?\\s+${YEAR}`,
  `${YEAR}-\\d{1,2}-\\d{1,2}`,
  `\\d{1,2}[./-]\\d{1,2}[./-]${YEAR}`,
];

/** Matches a date under a post, with an optional time of day before or after it. */
export const WRITTEN_DATE = `(?:${TIME}\\s*[·•,|–—-]?\\s*)?${WEEKDAY}(?:${DATES.join("|")})(?:(?:\\s*[·•,|–—-]?\\s*(?:at|a las|a la)?\\s*)${TIME})?`;

/** Parses a date to `YYYY-MM-DD`. Returns an ambiguous date unchanged. */
export function readDate(written: string): string {
  const text = fold(written);
  const [first, second] = [
    new RegExp(`\\b(${MONTH}) (\\d{1,2})(?:st|nd|rd|th|º)? (?:de )?(${YEAR})\\b`).exec(text),
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|º)?(?: de)? (${MONTH})(?: del?)? (${YEAR})\\b`).exec(text),
  ];
  if (first) return asDate(first[3], MONTHS[first[1] ?? ""], first[2]) ?? written;
  if (second) return asDate(second[3], MONTHS[second[2] ?? ""], second[1]) ?? written;
  const whole = /\b(\d{4}) (\d{1,2}) (\d{1,2})\b/.exec(text);
  if (whole) return asDate(whole[1], whole[2], whole[3]) ?? written;
  return inFigures(text) ?? written;
}

/** 25/12/2017 and 12/25/2017 are the same day. 3/12/2017 is ambiguous. */
function inFigures(text: string): string | null {
  const [, one = "", two = "", year] = /\b(\d{1,2}) (\d{1,2}) (\d{4})\b/.exec(text) ?? [];
  if (Number(one) > 12) return asDate(year, two, one);
  if (Number(two) > 12 || one === two) return asDate(year, one, two);
  return null;
}

function asDate(year = "", month: string | number = "", day = ""): string | null {
  const written = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? null : written;
}
