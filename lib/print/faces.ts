import { createRequire } from "node:module";
import { openSync } from "fontkit";

const require = createRequire(import.meta.url);

const newsreader = (style: string) => named("newsreader", ["latin", "latin-ext", "vietnamese"], style);
const schibsted = (style: string) => named("schibsted-grotesk", ["latin", "latin-ext"], style);

/** What stands in for scripts that our own faces do not have, so that nobody's name becomes a row of boxes. */
const OTHER_SCRIPTS = [
  ...named(
    "noto-serif",
    ["cyrillic", "cyrillic-ext", "greek", "greek-ext", "latin-ext", "vietnamese"],
    "400-normal",
  ),
  ...named("noto-sans-arabic", ["arabic"], "400-normal"),
  ...named("noto-sans-hebrew", ["hebrew"], "400-normal"),
  ...named("noto-sans-devanagari", ["devanagari"], "400-normal"),
  ...named("noto-sans-bengali", ["bengali"], "400-normal"),
  ...named("noto-sans-tamil", ["tamil"], "400-normal"),
  ...named("noto-sans-georgian", ["georgian"], "400-normal"),
  ...named("noto-sans-armenian", ["armenian"], "400-normal"),
  ...named("noto-sans-ethiopic", ["ethiopic"], "400-normal"),
  ...named("noto-sans-thai", ["thai"], "400-normal"),
  ...named("kosugi", ["japanese"], "400-normal"),
  ...named("zcool-xiaowei", ["chinese-simplified"], "400-normal"),
  ...named("gowun-dodum", ["korean"], "400-normal"),
  ...named("noto-emoji", ["emoji"], "400-normal"),
];

/** The faces of the house, each a row of font files: the first that has a character sets it. */
const FACES = {
  display: newsreader("500-normal"),
  text: newsreader("400-normal"),
  italic: newsreader("400-italic"),
  strong: newsreader("600-normal"),
  label: schibsted("600-normal"),
  small: schibsted("400-normal"),
};

export type Face = keyof typeof FACES;

function named(family: string, subsets: string[], style: string): string[] {
  return subsets.map((subset) => `@fontsource/${family}/files/${family}-${subset}-${style}.woff`);
}

const paths = new Map<string, string>();

/** Where a font's file is. */
export function fontPath(font: string): string {
  const known = paths.get(font) ?? require.resolve(font);
  paths.set(font, known);
  return known;
}

const coverage = new Map<string, Set<number>>();

function covers(font: string, characters: string): boolean {
  let known = coverage.get(font);
  if (!known) {
    const opened = openSync(fontPath(font));
    known = new Set("characterSet" in opened ? opened.characterSet : []);
    coverage.set(font, known);
  }
  for (const character of characters) if (!known.has(character.codePointAt(0) ?? 0)) return false;
  return true;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** What has no shape of its own, or one that no face here has: it selects how its neighbour looks. */
const SHAPELESS = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

export type Stretch = { text: string; font: string };

/** A text as stretches that one font can set, in the face that is wanted as far as it goes. What no font has is left to the face itself. */
export function stretchesOf(text: string, face: Face): Stretch[] {
  const [usual = ""] = FACES[face];
  if (covers(usual, text)) return [{ text, font: usual }];
  const stretches: Stretch[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const bare = segment.replace(SHAPELESS, "");
    const last = stretches.at(-1);
    const isSpace = /^\s*$/.test(bare);
    const font =
      last && (isSpace || covers(last.font, bare)) && !isBetter(face, last.font, bare)
        ? last.font
        : fontFor(bare, face);
    if (last?.font === font) last.text += segment;
    else stretches.push({ text: segment, font });
  }
  return stretches;
}

/** Whether a stand-in should give way: the face itself has these letters. */
function isBetter(face: Face, font: string, letters: string): boolean {
  return (
    OTHER_SCRIPTS.includes(font) && /\p{L}/u.test(letters) && FACES[face].some((own) => covers(own, letters))
  );
}

function fontFor(letters: string, face: Face): string {
  const own = FACES[face];
  return [...own, ...OTHER_SCRIPTS].find((font) => covers(font, letters)) ?? own[0] ?? "";
}
