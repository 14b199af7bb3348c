import type { Subtree } from "./merkle";

/** The leaves from `start` up to `end`, exclusive. */
export type Range = { start: number; end: number };

/** Lists the ranges whose hashes prove that a tree of `size` leaves contains the `index`-th (RFC 9162, 2.1.3.1), bottom up. */
export function inclusionRanges(index: number, size: number): Range[] {
  return pathTo(index, { start: 0, end: size });
}

function pathTo(index: number, { start, end }: Range): Range[] {
  if (end - start <= 1) return [];
  const middle = start + leftSize(end - start);
  const [inside, sibling] =
    index < middle
      ? [
          { start, end: middle },
          { start: middle, end },
        ]
      : [
          { start: middle, end },
          { start, end: middle },
        ];
  return [...pathTo(index, inside), sibling];
}

/** Lists the ranges whose hashes prove that a tree of `from` leaves is the beginning of one of `to` (RFC 9162, 2.1.4.1). */
export function consistencyRanges(from: number, to: number): Range[] {
  if (from <= 0 || from >= to) return [];
  return subproof(from, { start: 0, end: to, isWhole: true });
}

function subproof(from: number, { start, end, isWhole }: Range & { isWhole: boolean }): Range[] {
  if (from === end) return isWhole ? [] : [{ start, end }];
  const middle = start + leftSize(end - start);
  return from <= middle
    ? [...subproof(from, { start, end: middle, isWhole }), { start: middle, end }]
    : [...subproof(from, { start: middle, end, isWhole: false }), { start, end: middle }];
}

/** Lists the complete subtrees that make up a range of a proof, largest first. */
export function subtreesOf({ start, end }: Range): Subtree[] {
  if (start >= end) return [];
  const level = Math.floor(Math.log2(end - start));
  const width = 2 ** level;
  return [{ level, position: start / width }, ...subtreesOf({ start: start + width, end })];
}

/** The size of the left child of a tree: the largest power of two below its own size. */
function leftSize(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}
