import { create } from "fontkit";
import { LRUCache } from "lru-cache";
import { FALLBACK_FONTS, type FontFamily, filesFor, fontFiles, SITE_FONTS } from "./fonts";
import { readWoff } from "./woff";

/** Characters without a glyph of their own, such as variation selectors and joiners. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The size of the cache: more than the distinct characters and clusters of any letter. */
const MAX_KNOWN_TEXTS = 20_000;
const filesByText = new LRUCache<string, string>({ max: MAX_KNOWN_TEXTS });
const charactersByFile = new Map<string, ReadonlySet<number>>();

/** Returns the characters of a font file, by code point. */
function charactersOf(file: string): ReadonlySet<number> {
  const characters = charactersByFile.get(file) ?? readCharacters(file);
  charactersByFile.set(file, characters);
  return characters;
}

function readCharacters(file: string): ReadonlySet<number> {
  const font = create(readWoff(file));
  // Some numbered files have glyphs and no characters.
  const hasCharacters = "directory" in font && "cmap" in font.directory.tables;
  return new Set(hasCharacters ? font.characterSet : []);
}

/** Whether a font file has all visible characters of a text. */
export function hasGlyphs(file: string, text: string): boolean {
  const characters = charactersOf(file);
  for (const character of text.replace(INVISIBLE, ""))
    if (!characters.has(character.codePointAt(0) ?? 0)) return false;
  return true;
}

/** Returns the single file of a family that has all characters of a text, or undefined. */
export function findFontFile(family: FontFamily, text: string): string | undefined {
  const key = `${family.name}/${text}`;
  const known = filesByText.get(key);
  if (known !== undefined) return known || undefined;
  const file = filesFor(family, text, printFileName(family)).find((file) => hasGlyphs(file, text));
  filesByText.set(key, file ?? "");
  return file;
}

/** The files for print. Those for social cards have the same characters. */
const printFileName = ({ weights: [regular] }: FontFamily) => `${regular}-normal.woff`;

/**
 * Returns the fallback families in the order in which they should be tried for a text: with kana, the Japanese one first; then
 * those that have all its Han characters, so that a name is not drawn in two fonts.
 */
export function preferredFamilies(text: string): FontFamily[] {
  const han = [...new Set(text.match(/\p{Script=Han}/gu))];
  if (han.length === 0) return FALLBACK_FONTS;
  const isJapanese = KANA.test(text);
  const rank = (family: FontFamily) => {
    if (isJapanese && family.letters.test("\u3042")) return 0;
    return han.every((character) => findFontFile(family, character)) ? 1 : 2;
  };
  return FALLBACK_FONTS.map((family) => ({ family, rank: rank(family) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ family }) => family);
}

/** Returns the family for a character or cluster: one for its script, else any that has it. */
export function familyFor(letters: string, families: FontFamily[]): FontFamily | undefined {
  const ofScript = families.filter((family) => family.letters.test(letters));
  return [...ofScript, ...families].find((family) => findFontFile(family, letters));
}

/** Returns the fallback families that a text needs beside a font of the site, in the order of preference. */
export function listNeededFamilies(text: string, site: keyof typeof SITE_FONTS): FontFamily[] {
  const { package: packageJson, subsets } = SITE_FONTS[site];
  const own = fontFiles(packageJson, subsets, "400-normal.woff");
  const missing = [...new Set(text.replace(INVISIBLE, "").replace(/\s/gu, ""))].filter(
    (character) => !own.some((file) => hasGlyphs(file, character)),
  );
  if (missing.length === 0) return [];
  const families = preferredFamilies(text);
  const needed = new Set(missing.map((character) => familyFor(character, families)));
  return families.filter((family) => needed.has(family));
}
