import sharp from "sharp";
import { type Face, loadFamilies } from "./fonts";

export type Style = {
  face: Face;
  size: number;
  weight: number;
  color: string;
  spacing?: number;
  leading?: number;
};
type Run = { text: string; style: Style };
/** Rendered text on a transparent background. */
export type RenderedText = { pixels: Buffer; width: number; height: number };

/** Limits rendering time; no real headline is longer. */
const MAX_LETTERS = 400;
/** Control, unassigned and bidi characters that must not reach Pango. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** Cleans a text for rendering: one line of bounded length, without control or bidi characters. */
export function cleanText(text: string): string {
  const plain = text
    .slice(0, MAX_LETTERS * 4)
    .replace(UNPRINTABLE, " ")
    .replace(/\s+/g, " ")
    .trim();
  return graphemes(plain).slice(0, MAX_LETTERS).join("");
}

/** Separates runs, such as a number and its label. */
const EN_SPACE = "\u2002";
/** Pango units per point. */
const PANGO_UNITS = 1024;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const escapeMarkup = (text: string) => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");

/**
 * Renders runs of text, wrapped at `width`, inside a word only if it is longer than a line. Right-to-left text is
 * right-aligned. Returns null for empty text.
 */
export async function renderText(runs: Run[], { width }: { width: number }): Promise<RenderedText | null> {
  const printed = runs
    .map(({ text, style }) => ({ text: cleanText(text), style }))
    .filter(({ text }) => text !== "");
  if (printed.length === 0) return null;
  const spans = await Promise.all(printed.map((run, index) => span(run, index > 0)));
  const { data, info } = await sharp({
    // At 72 dpi one point is one pixel.
    text: { text: spans.join(""), rgba: true, dpi: 72, width, wrap: "word-char" },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

async function span({ text, style }: Run, follows: boolean): Promise<string> {
  // The serif's optical size axis follows the font size. The comma ends the list of families.
  const drawing = `@opsz=${Math.min(72, Math.max(6, style.size))}`;
  const attributes = {
    font: `${await loadFamilies(text, style.face)}, ${style.size} ${drawing}`,
    weight: String(style.weight),
    foreground: style.color,
    letter_spacing: String(Math.round((style.spacing ?? 0) * PANGO_UNITS)),
    line_height: String(style.leading ?? 1),
  };
  const list = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<span ${list.join(" ")}>${follows ? EN_SPACE : ""}${escapeMarkup(text)}</span>`;
}

type Area = { width: number; height: number };

/** Renders a text in the largest of the given sizes that fits the area. Truncates it with an ellipsis if none fits. */
export async function fitText(
  text: string,
  style: Omit<Style, "size">,
  { sizes, ...box }: Area & { sizes: number[] },
) {
  for (const size of sizes) {
    const set = await renderText([{ text, style: { ...style, size } }], box);
    if (!set || set.height <= box.height) return set;
  }
  return truncate(text, { ...style, size: sizes.at(-1) ?? 20 }, box);
}

/** Truncates a text to the longest prefix that fits, by binary search. */
async function truncate(text: string, style: Style, box: Area): Promise<RenderedText | null> {
  const letters = graphemes(cleanText(text));
  let best: RenderedText | null = null;
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    const set = await renderText([{ text: `${letters.slice(0, middle).join("").trimEnd()}…`, style }], box);
    const isWithin = set !== null && set.height <= box.height;
    if (isWithin) [best, fits] = [set, middle];
    else tooMany = middle;
  }
  return best;
}
