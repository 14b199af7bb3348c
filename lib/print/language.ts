const ONLY_LATIN = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** The language in which a screen reader should read a script: its only one, or the most widespread. */
const LANGUAGE_OF_SCRIPT: [language: string, letter: RegExp][] = [
  ["ru", /\p{Script=Cyrillic}/u],
  ["ar", /\p{Script=Arabic}/u],
  ["zh", /\p{Script=Han}/u],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["ko", /\p{Script=Hangul}/u],
  ["el", /\p{Script=Greek}/u],
  ["he", /\p{Script=Hebrew}/u],
  ["hi", /\p{Script=Devanagari}/u],
  ["bn", /\p{Script=Bengali}/u],
  ["ta", /\p{Script=Tamil}/u],
  ["te", /\p{Script=Telugu}/u],
  ["kn", /\p{Script=Kannada}/u],
  ["ml", /\p{Script=Malayalam}/u],
  ["gu", /\p{Script=Gujarati}/u],
  ["pa", /\p{Script=Gurmukhi}/u],
  ["or", /\p{Script=Oriya}/u],
  ["si", /\p{Script=Sinhala}/u],
  ["th", /\p{Script=Thai}/u],
  ["lo", /\p{Script=Lao}/u],
  ["km", /\p{Script=Khmer}/u],
  ["my", /\p{Script=Myanmar}/u],
  ["ka", /\p{Script=Georgian}/u],
  ["hy", /\p{Script=Armenian}/u],
  ["am", /\p{Script=Ethiopic}/u],
];

/** Returns the language of a text by the script of most of its letters; null for Latin, which many languages share. */
export function languageByScript(text: string): string | null {
  if (ONLY_LATIN.test(text)) return null;
  const letters = text.match(/\p{L}/gu) ?? [];
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const [language] = LANGUAGE_OF_SCRIPT.find(([, script]) => script.test(letter)) ?? [];
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [[language, count] = ["", 0]] = [...counts].sort(([, a], [, b]) => b - a);
  if (count * 2 < letters.length) return null;
  return language === "zh" && counts.has("ja") ? "ja" : language;
}

/** Scripts with one glyph for each letter, in reading order, so that the text can be recovered from its glyphs. */
const LETTER_BY_LETTER =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Ethiopic}\p{N}\p{P}\p{S}\s]*$/u;

/** Whether glyphs merge or change places, so that the text cannot be recovered from them. */
export function isShaped(text: string): boolean {
  return !LETTER_BY_LETTER.test(text);
}
