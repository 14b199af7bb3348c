import { createHash } from "node:crypto";

const LINES = 20;
const STEPS = 24;

export type CoverPlan = { seed: string; title: string; width: number; height: number };

/**
 * Generates the cover of an article or campaign without a photograph: a word of its title above waves on tinted
 * paper. The same seed always gives the same drawing, at any size.
 */
export function generateCover({ seed, title, width, height }: CoverPlan) {
  const bytes = createHash("sha256").update(seed).digest();
  const fraction = (index: number) => (bytes[index % bytes.length] ?? 0) / 255;
  const word = longestWord(title);
  const scale = Math.min(width / 1200, height / 675) ** 0.5;
  return {
    hue: Math.round(fraction(0) * 360),
    sun: {
      cx: width * (1 / 6 + fraction(1) * (2 / 3)),
      cy: height * (0.178 + fraction(2) * 0.296),
      r: (70 + fraction(3) * 80) * scale,
    },
    word: { text: word, x: width / 2, y: height * 0.62, ...fitWord(word, width) },
    lines: Array.from({ length: LINES }, (_, line) => ({
      path: wavePath(line, fraction, { width, height }),
      opacity: 0.25 + (line / LINES) * 0.75,
    })),
  };
}

/** Longer words would be illegibly small on a narrow cover. */
const MAX_WORD_LENGTH = 16;

/** Returns the longest word that is legible on a cover. Scripts without spaces are segmented by dictionary. */
function longestWord(title: string): string {
  const words = title.match(/[\p{L}\p{M}]+/gu) ?? [""];
  const short = words.flatMap((word) => (word.length > MAX_WORD_LENGTH ? segmentWord(word) : word));
  return short
    .reduce((longest, word) => (word.length > longest.length ? word : longest), "")
    .toLocaleLowerCase();
}

function segmentWord(word: string): string[] {
  const parts = new Intl.Segmenter(undefined, { granularity: "word" }).segment(word);
  const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return [...parts].map(({ segment }) => graphemes(segment).slice(0, MAX_WORD_LENGTH).join(""));
}

/**
 * Returns the largest size that fits a narrow crop. The width is also set explicitly, since the browser's font may
 * differ.
 */
function fitWord(word: string, width: number) {
  const perLetter = 0.5;
  const fontSize = Math.min(width / 4, (width * 0.76) / Math.max(1, word.length * perLetter));
  return { fontSize, textLength: Math.round(word.length * perLetter * fontSize) };
}

/**
 * Returns one wave as an SVG path of relative integer steps. This is the shortest form; each page contains it twice.
 */
function wavePath(
  line: number,
  fraction: (index: number) => number,
  { width, height }: { width: number; height: number },
) {
  const base = height * 0.3 + (line / LINES) * height * 0.72;
  const rise = 14 + line * 2.4;
  const heightAt = (step: number) => {
    const x = step / STEPS;
    const slow = Math.sin(x * Math.PI * (1.5 + fraction(4) * 2) + fraction(5) * 6 + line * 0.22);
    const quick = Math.sin(
      x * Math.PI * (4 + fraction(6) * 5) + fraction(7) * 6 - line * (0.25 + fraction(8) * 0.3),
    );
    return Math.round(base + slow * rise + quick * rise * 0.4);
  };
  const steps = Array.from(
    { length: STEPS },
    (_, step) => `${width / STEPS} ${heightAt(step + 1) - heightAt(step)}`,
  );
  return `M0 ${heightAt(0)}l${steps.join(" ").replaceAll(" -", "-")}`;
}
