import { splitAtLineBreaks } from "./line-breaks";

type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Breaks a text into lines of at most `width`: at its own line breaks, where UAX #14 allows it, or inside a word longer than a
 * line. A line that ends at a space keeps it, outside of the width, so that a screen reader does not join two words.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  const parts = text.split(/\r\n|[\n\r\u2028\u2029]/u).map((part) => part.replace(/\s+/gu, " ").trim());
  return parts.flatMap((part, index) => {
    const [last = "", ...lines] = breakLine(part, width, measure).toReversed();
    return [...lines.toReversed(), index < parts.length - 1 ? `${last.trimEnd()} ` : last];
  });
}

function breakLine(whole: string, width: number, measure: Measure): string[] {
  if (measure(whole) <= width) return [whole];
  const lines: string[] = [];
  let line = "";
  for (const part of splitAtLineBreaks(whole)) {
    const longer = line + part;
    if (measure(longer.trimEnd()) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const [rest = "", ...full] = splitWord(part, width, measure).toReversed();
    lines.push(...full.toReversed());
    line = rest;
  }
  return line ? [...lines, line] : lines;
}

/** Splits a word into parts of at most `width`. */
function splitWord(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = "";
  for (const { segment } of graphemes.segment(word)) {
    const longer = part + segment;
    if (part && measure(longer.trimEnd()) > width) {
      parts.push(part);
      part = segment;
    } else part = longer;
  }
  return [...parts, part];
}
