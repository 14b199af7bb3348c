/** Invisible characters: default-ignorable ones (zero width, Hangul fillers, tags …), and the blank of Braille. */
const INVISIBLE = String.raw`[\p{Default_Ignorable_Code_Point}\u2800]`;
/**
 * Invisible characters that change the visible ones, and are kept: joiners inside a word or emoji, variation selectors, and flags
 * of regions.
 */
const JOINING = String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}|(?<=\S)[\u200c\u200d](?=\S)|(?<=\S)[\ufe0e\ufe0f]`;
const REMOVABLE = new RegExp(`${JOINING}|(${INVISIBLE})`, "gu");
/** In names, joiners are kept only between letters of joining scripts; all other invisible characters are removed. */
const REMOVABLE_IN_NAME = new RegExp(
  String.raw`(?<=[\p{L}\p{M}])(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}])[\u200c\u200d](?=\p{L})|(${INVISIBLE})`,
  "gu",
);
const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;
/** The control characters that separate words, as a tab does. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const SPACING_CONTROL = /[\t\v\f\x1c-\x1f\x85]/g;
const OTHER_CONTROL = /(?!\n)\p{Cc}/gu;

/** Returns a text of several lines as it is stored: NFC, `\n` line ends, spaces for tabs, without invisible characters. */
export function cleanText(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(LINE_BREAK, "\n")
    .replace(SPACING_CONTROL, " ")
    .replace(OTHER_CONTROL, "")
    .replace(REMOVABLE, (found, invisible) => (invisible === undefined ? found : ""));
}

/** Returns one line of text as it is stored, with single spaces. */
export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s+/g, " ").trim();
}

/** Returns a person's name as it is stored: one line, without invisible characters and bidi control characters. */
export function cleanName(typed: string): string {
  const visible = cleanText(typed).replace(REMOVABLE_IN_NAME, (found, invisible) =>
    invisible === undefined ? found : "",
  );
  return visible.replace(/\s+/g, " ").trim();
}

/** Whether a text has a visible letter. */
export function hasVisibleLetter(text: string): boolean {
  return /\p{L}/u.test(cleanName(text));
}

/** Returns one line of text as it is stored, or an empty text if nothing in it is visible. */
export function visibleLine(typed: string): string {
  const line = cleanLine(typed);
  return isEmptyOrVisible(line) ? line : "";
}

/** Whether a text is empty or has a visible letter, digit or symbol. */
export function isEmptyOrVisible(text: string): boolean {
  return text === "" || /[\p{L}\p{N}\p{S}]/u.test(text);
}
