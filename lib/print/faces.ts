import { familyFor, findFontFile, hasGlyphs, preferredFamilies } from "@/lib/font-coverage";
import { fontFiles, SITE_FONTS } from "@/lib/fonts";

const serif = (style: string) =>
  fontFiles(SITE_FONTS.serif.package, SITE_FONTS.serif.subsets, `${style}.woff`);
const sans = (style: string) => fontFiles(SITE_FONTS.sans.package, SITE_FONTS.sans.subsets, `${style}.woff`);

/** The font files of each face, in the order in which they are tried. */
const FACES = {
  display: serif("500-normal"),
  text: serif("400-normal"),
  italic: serif("400-italic"),
  strong: serif("600-normal"),
  label: sans("600-normal"),
  small: sans("400-normal"),
};

export type Face = keyof typeof FACES;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** A part of a text and the font file that has its characters. */
export type Run = { text: string; font: string };

/** Splits a text into runs of one font each: the face's own where it has the characters, otherwise a fallback. */
export function fontRuns(text: string, face: Face): Run[] {
  const [first = ""] = FACES[face];
  if (hasGlyphs(first, text)) return [{ text, font: first }];
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const isContinued = last && hasGlyphs(last.font, segment) && !hasOwnFont(face, last.font, segment);
    const font = isContinued ? last.font : (fontFor(segment, { text, face }) ?? first);
    if (last?.font === font) last.text += segment;
    else runs.push({ text: segment, font });
  }
  return runs;
}

/**
 * Returns a text with each character that no font has as its code point, such as "[U+20BB7]": a name is never printed as a box, and
 * readers of the letter can find out what was typed.
 */
export function withPrintableLetters(text: string, face: Face): string {
  const [first = ""] = FACES[face];
  if (hasGlyphs(first, text)) return text;
  const parts = Array.from(graphemes.segment(text), ({ segment }) =>
    fontFor(segment, { text, face }) ? segment : Array.from(segment, printable).join(""),
  );
  return parts.join("");

  function printable(character: string): string {
    if (fontFor(character, { text, face })) return character;
    return `[U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`;
  }
}

/** Whether the face's own font should replace a fallback, because it has these letters. */
function hasOwnFont(face: Face, font: string, letters: string): boolean {
  const own = FACES[face];
  return !own.includes(font) && /\p{L}/u.test(letters) && own.some((file) => hasGlyphs(file, letters));
}

/** Returns the font file that has all of these letters, if there is one. */
function fontFor(letters: string, { text, face }: { text: string; face: Face }): string | undefined {
  const ownFile = FACES[face].find((file) => hasGlyphs(file, letters));
  if (ownFile) return ownFile;
  const family = familyFor(letters, preferredFamilies(text));
  return family && findFontFile(family, letters);
}
