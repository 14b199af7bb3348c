/**
 * Words as two people who write them differently would agree on: without case, accents, quotes and punctuation, with
 * single spaces. "¡Actúa!" and "actua", "The US Won’t Help" and "the us wont help" are the same.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/['’‘ʼ`´]/g, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
