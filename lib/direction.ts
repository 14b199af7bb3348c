/** Matches a letter of a right-to-left script. */
export const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether a paragraph is right-to-left, judged by its first letter. */
export function beginsRight(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return RIGHT_TO_LEFT.test(first);
}

/** Bidi control characters (UAX #9), with which a text could reverse what follows it. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Removes bidi control characters from user-supplied text. */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, "");
}

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE of Unicode: what `dir="auto"` is in HTML. */
const [ISOLATE, POP] = ["\u2068", "\u2069"];

/**
 * Returns user-supplied text for the middle of a translated sentence: right-to-left text is isolated, so that it does not move the
 * numbers and the punctuation around it. Other text stays as it is. Bidi control characters are removed.
 */
export function isolated(text: string): string {
  const plain = withoutBidiControls(text);
  return RIGHT_TO_LEFT.test(plain) ? ISOLATE + plain + POP : plain;
}
