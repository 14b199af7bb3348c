import { withoutCounter } from "./counters";
import { isPlural, kindOfLabel, type LabelKind } from "./label-words";
import { onOneLine } from "./phrasing";

const MAX_TITLE_LENGTH = 300;
const BEFORE =
  "(?<before>(?:[\\s•·●▪■◆►▶→➡»›>*_#|¡\\-–—[(【]|\\p{Extended_Pictographic}|\\ufe0f|\\d{1,2}[.)]\\s)*)";
const WORDS = "(?<label>\\p{L}[\\p{L}\\p{M}\\s’'-]{2,48}?)[\\s!*_\\])]*";
const BY_COLON = new RegExp(`^${BEFORE}${WORDS}[:：꞉∶](?<title>.*)$`, "su");
/** "READ MORE | Headline", "Read More – Headline", "Read more » Headline". */
const BY_DASH = new RegExp(`^${BEFORE}${WORDS}(?:[|»›]|\\s[–—-]\\s)(?<title>.*\\S.*)$`, "su");
const TRAILING_ADDRESS = /\s*(?:[→➡►▶›»-]\s*)*[(<[]?(?<url>https?:\/\/[^\s<>()[\]]+)[)>\]]?\s*$/u;

export type Label = {
  kind: LabelKind;
  title: string;
  /** The address after the title, as in plain text. */
  url: string | null;
  /** "12,345 of 20,000 actions taken" behind the title, which is not part of it. */
  counter: string | null;
  /** Whether each line below is a headline of its own: "Related Stories:". */
  isPlural: boolean;
};

/** Parses the label at the start of a line and the title after it, or returns null. A label alone has an empty title. */
export function readLabel(line: string): Label | null {
  return readWith(BY_COLON, line) ?? readWith(BY_DASH, line);
}

function readWith(pattern: RegExp, line: string): Label | null {
  const { before = "", label = "", title: rest = "" } = pattern.exec(line)?.groups ?? {};
  const known = kindOfLabel(label);
  if (!known) return null;
  const { title: titleAndCounter, url } = withoutAddress(unwrapped(rest, before));
  const { title, counter } = withoutCounter(titleAndCounter);
  if (title.length > MAX_TITLE_LENGTH) return null;
  const needsHeadline = !known.isCertain || pattern === BY_DASH;
  if (needsHeadline && !(isHeadline(title) || (title === "" && isPlural(label)))) return null;
  if (!known.isCertain && known.kind === "sign-now" && isPersonName(title)) return null;
  return { kind: known.kind, title, url, counter, isPlural: isPlural(label) };
}

/** Removes brackets, stars and arrows around a title. */
function unwrapped(rest: string, before: string): string {
  let title = onOneLine(rest)
    .replace(/^[*_]+\s*/, "")
    .replace(/\s*(?:[›→►▶➡]|>>)+$/u, "");
  if (!title.includes("«")) title = title.replace(/\s*»$/, "");
  if (/[*_]/.test(before) || rest.trim() !== title) title = title.replace(/[*_]+$/, "");
  if (before.includes("[")) title = title.replace(/\]$/, "");
  if (before.includes("(")) title = title.replace(/\)$/, "");
  return title.trim();
}

function withoutAddress(title: string): { title: string; url: string | null } {
  const url = TRAILING_ADDRESS.exec(title)?.groups?.url;
  return url ? { title: title.replace(TRAILING_ADDRESS, ""), url } : { title, url: null };
}

/** Whether a text starts like a headline, in a script with or without capitals, and does not end like a sentence. */
export function isHeadline(title: string): boolean {
  return /^[“"'‘«„¿¡]?[\p{Lu}\p{Lo}]/u.test(title) && !/[@]|www\.|[.;,]$/.test(title);
}

/** "Firma: Ana Pérez" names who wrote the text. */
function isPersonName(title: string): boolean {
  return /^\p{Lu}[\p{L}’'.-]*(?:\s+(?:de|del|la|las|los|y|\p{Lu}[\p{L}’'.-]*)){1,4}$/u.test(title);
}
