/** Limits for markup characters and lines per block, and for list items and quoted lines. Parsing time grows with their square. */
const MAX_MARKS = 1_500;
const MAX_LINES = 2_000;
const MAX_ITEMS = 2_000;
const ITEMS = /^[^\S\n]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])(?!\S))[^\S\n]*)+/gm;
const ITEM = /[->*+]|\d+/g;
const DEEP = /^(?:\s{160}|[\s>]*(?:>\s?){40}|\s*(?:(?:[-*+]|\d{1,9}[.)])\s+){40})/m;
const BETWEEN_BLOCKS = /\n\s*\n/;

/** Whether a text has too much markup to be parsed in reasonable time. Such a text is shown as plain characters. */
export function isTooComplex(text: string): boolean {
  return (
    DEEP.test(text) ||
    isTooLong(text) ||
    countItems(text) > MAX_ITEMS ||
    text.split(BETWEEN_BLOCKS).some(isDense)
  );
}

/** Counts list and quote markers at the starts of lines. A line that starts with `> - -` counts three. */
function countItems(text: string): number {
  return (text.match(ITEMS) ?? []).reduce((sum, begin) => sum + (begin.match(ITEM)?.length ?? 0), 0);
}

/** Whether a block has thousands of lines without an empty line. */
export function isTooLong(text: string): boolean {
  return text.split(BETWEEN_BLOCKS).some((block) => block.split("\n", MAX_LINES + 1).length > MAX_LINES);
}

function isDense(block: string): boolean {
  return (block.match(/[*_`[\]<>:{}!~]/g)?.length ?? 0) > MAX_MARKS;
}

/** Splits an unparsed text into blocks. */
export function plainBlocks(text: string): string[] {
  return text.split(BETWEEN_BLOCKS).filter((block) => block.trim() !== "");
}
