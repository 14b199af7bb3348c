import { openSync } from "fontkit";
import { FALLBACK_FONTS, fontFiles, SITE_FONTS } from "@/lib/fonts";

const serif = (style: string) =>
  fontFiles(SITE_FONTS.serif.package, SITE_FONTS.serif.subsets, `${style}.woff`);
const sans = (style: string) => fontFiles(SITE_FONTS.sans.package, SITE_FONTS.sans.subsets, `${style}.woff`);

const FALLBACK_FILES = new Set(
  FALLBACK_FONTS.flatMap(({ package: packageJson, subsets, weights: [regular] }) =>
    fontFiles(packageJson, subsets, `${regular}-normal.woff`),
  ),
);

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

const coverage = new Map<string, Set<number>>();

function covers(font: string, characters: string): boolean {
  let known = coverage.get(font);
  if (!known) {
    const opened = openSync(font);
    known = new Set("characterSet" in opened ? opened.characterSet : []);
    coverage.set(font, known);
  }
  for (const character of characters) if (!known.has(character.codePointAt(0) ?? 0)) return false;
  return true;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Characters without a glyph of their own, such as variation selectors and joiners. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** A part of a text and the font file that has its characters. */
export type Run = { text: string; font: string };

/** Splits a text into runs of one font each: the face's own where it has the characters, otherwise a fallback. */
export function fontRuns(text: string, face: Face): Run[] {
  const [first = ""] = FACES[face];
  if (covers(first, text)) return [{ text, font: first }];
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const visible = segment.replace(INVISIBLE, "");
    const last = runs.at(-1);
    const isSpace = /^\s*$/.test(visible);
    const font =
      last && (isSpace || covers(last.font, visible)) && !hasOwnFont(face, last.font, visible)
        ? last.font
        : fontFor(visible, face);
    if (last?.font === font) last.text += segment;
    else runs.push({ text: segment, font });
  }
  return runs;
}

/** Whether the face's own font should replace a fallback, because it has these letters. */
function hasOwnFont(face: Face, font: string, letters: string): boolean {
  return (
    FALLBACK_FILES.has(font) && /\p{L}/u.test(letters) && FACES[face].some((own) => covers(own, letters))
  );
}

function fontFor(letters: string, face: Face): string {
  const own = FACES[face];
  return [...own, ...FALLBACK_FILES].find((font) => covers(font, letters)) ?? own[0] ?? "";
}
