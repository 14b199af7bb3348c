/**
 * Normalises a text for comparison: removes case, accents, quotes and punctuation, and collapses spaces.
 * "¡Actúa!" and "actua", "The US Won’t Help" and "the us wont help" are the same.
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
