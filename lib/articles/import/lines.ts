import { isCounter } from "@/lib/articles/import/counters";
import { isHeadline, readLabel } from "@/lib/articles/import/labels";

/** Words that cannot end a title or a sentence, so that it continues on the next line. */
const JOINING = new Set(
  (
    "a an and as at but by for from in into is its of on or our over than that the their to under us vs with without your " +
    "al con de del e el en entre la las lo los o para por que se sin sobre su sus tu tus u un una y"
  ).split(" "),
);
const MAX_WRAPPED_LINE_LENGTH = 120;
const MAX_REST_LENGTH = 160;

/** Returns the width at which a text is hard-wrapped, or null if it is not, or if there are too few lines to decide. */
export function wrapWidth(text: string): number | null {
  const lengths = text.split("\n").map((line) => line.trimEnd().length);
  const widest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const nearlyFull = lengths.filter((length) => length > widest * 0.85);
  return widest <= MAX_WRAPPED_LINE_LENGTH && nearlyFull.length >= 4 ? widest : null;
}

/** Whether a sentence or title continues on the next line. */
export function flowsOn(line: string, next: string): boolean {
  const text = line.trimEnd();
  if (text === "" || endsSentence(text)) return false;
  const last = /[\p{L}\p{N}]+$/u.exec(text)?.[0].toLowerCase();
  if (last ? JOINING.has(last) : /[,;–—(“‘«-]$/.test(text)) return true;
  return /^\s*\p{Ll}/u.test(next) || hasOpenQuote(text);
}

export function endsSentence(line: string): boolean {
  return /[.!?…:][”’"')\]»*_]*$/.test(line.trimEnd());
}

function hasOpenQuote(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/“/g) > count(/”/g) || count(/«/g) > count(/»/g) || count(/\(/g) > count(/\)/g);
}

function isFull(line: string, next: string, width: number | null): boolean {
  const [word = ""] = next.trim().split(/\s/);
  return width !== null && !endsSentence(line) && line.trimEnd().length + 1 + word.length > width;
}

/** Counts the lines below a labelled line that belong to its title. */
export function linesOfTitle(lines: string[], width: number | null): number {
  const [first = "", ...below] = lines;
  const end = below.findIndex((line) => line.trim() === "" || readLabel(line) !== null);
  const rest = end < 0 ? below : below.slice(0, end);
  const label = readLabel(first);
  const isBare = label?.title === "" && rest.length > 0;
  if (isBare && label?.isPlural && rest.length > 1 && rest.every(isTitleLine)) return rest.length;
  const taken = isBare ? 1 + linesFlowingOn(rest, width) : linesFlowingOn([first, ...rest], width);
  const isOver = /[.!?…][”’"')]*$/.test((rest[taken - 1] ?? first).trimEnd());
  const counter = rest.slice(taken, taken + 1).filter(isCounter).length;
  if (counter > 0) return taken + counter;
  return !isOver && looksLikeTitle(rest.slice(taken)) ? rest.length : taken;
}

function isTitleLine(line: string): boolean {
  return line.length <= MAX_REST_LENGTH && isHeadline(line.trim());
}

/** Counts the lines on which the first line continues. */
export function linesFlowingOn(lines: string[], width: number | null): number {
  const end = lines.findIndex((line, at) => {
    const next = lines[at + 1] ?? "";
    return next.trim() === "" || !(flowsOn(line, next) || isFull(line, next, width));
  });
  return Math.max(end, 0);
}

/** A separate line below a label that does not end like a sentence is the rest of the title. */
function looksLikeTitle(lines: string[]): boolean {
  const [first = "", ...more] = lines.map((line) => line.trim());
  const all = [first, ...more].join(" ");
  return (
    more.length === 0 &&
    first !== "" &&
    all.length <= MAX_REST_LENGTH &&
    !/[.:][”’"')]*$|[.!?]\s+\p{Lu}/u.test(all) &&
    !/^(by|por|foto|photo|image)\b|@/i.test(all)
  );
}

/** Whether a paragraph ends at a line end. Never in hard-wrapped text. */
export function isParagraphEnd(line: string, next: string, block: string[]): boolean {
  const isLong = block.some((one) => one.length > MAX_WRAPPED_LINE_LENGTH);
  return isLong && !flowsOn(line, next);
}
