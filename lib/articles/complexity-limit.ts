/** More marks or lines in a block, or list items and quoted lines in all, than anybody writes: parsing takes their square. */
const MOST_MARKS = 1_500;
const MOST_LINES = 2_000;
const MOST_ITEMS = 2_000;
const ITEMS = /^[^\S\n]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])(?!\S))[^\S\n]*)+/gm;
const ITEM = /[->*+]|\d+/g;
const DEEP = /^(?:\s{160}|[\s>]*(?:>\s?){40}|\s*(?:(?:[-*+]|\d{1,9}[.)])\s+){40})/m;
const BETWEEN_BLOCKS = /\n\s*\n/;

/** Whether marks are piled up in a text as nobody writes them: parsing them would take for ever, so they are but characters. */
export function isPiledUp(text: string): boolean {
  return (
    DEEP.test(text) ||
    isEndless(text) ||
    countItems(text) > MOST_ITEMS ||
    text.split(BETWEEN_BLOCKS).some(isDense)
  );
}

/** An item within an item within a quote is three. */
function countItems(text: string): number {
  return (text.match(ITEMS) ?? []).reduce((sum, begin) => sum + (begin.match(ITEM)?.length ?? 0), 0);
}

/** Whether thousands of lines follow each other without an empty one between them. */
export function isEndless(text: string): boolean {
  return text.split(BETWEEN_BLOCKS).some((block) => block.split("\n", MOST_LINES + 1).length > MOST_LINES);
}

function isDense(block: string): boolean {
  return (block.match(/[*_`[\]<>:{}!~]/g)?.length ?? 0) > MOST_MARKS;
}

/** The blocks of a text that is not parsed. */
export function plainBlocks(text: string): string[] {
  return text.split(BETWEEN_BLOCKS).filter((block) => block.trim() !== "");
}
