const CODE_DIGITS = 6;
/** Spaces, dashes of any kind, and invisible characters, such as marks of the writing direction. */
const BETWEEN_DIGITS = /[\s\p{Pd}\p{Cf}]/gu;
const DIGIT = /^\p{Nd}$/u;

/**
 * Returns the six digits of a typed code, or null if it is no code. Digits of every script are read (Arabic, Persian,
 * Devanagari, full-width …), with spaces and dashes between them. Browsers load this file, too.
 */
export function readConfirmationCode(typed: string): string | null {
  const digits = [...typed.normalize("NFKC").replace(BETWEEN_DIGITS, "")].map(digitValue);
  return digits.length === CODE_DIGITS && !digits.includes(null) ? digits.join("") : null;
}

/** Returns the value of a decimal digit, or null. Unicode has them in runs of ten, from zero to nine. */
function digitValue(character: string): number | null {
  if (!DIGIT.test(character)) return null;
  const place = character.codePointAt(0) ?? 0;
  let first = place;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (place - first) % 10;
}
