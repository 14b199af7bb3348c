import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { EMPTY_ROOT, Frontier, isConsistent, isIncluded, leafHash, nodeHash } from "@/lib/proof/merkle";
import { consistencyRanges, inclusionRanges, type Range, subtreesOf } from "@/lib/proof/proof-ranges";

const SIZES = Array.from({ length: 40 }, (_, size) => size);
const leaves = SIZES.map((number) => leafHash(`entry ${number}`));

/** The definition of RFC 9162, 2.1.1, word for word. */
function treeHash(range: Buffer[]): Buffer {
  if (range.length === 0) return createHash("sha256").digest();
  const [only] = range;
  if (range.length === 1 && only) return only;
  let split = 1;
  while (split * 2 < range.length) split *= 2;
  return nodeHash(treeHash(range.slice(0, split)), treeHash(range.slice(split)));
}

const rootOf = (size: number) => treeHash(leaves.slice(0, size));
const hashesOf = (ranges: Range[]) => ranges.map(({ start, end }) => treeHash(leaves.slice(start, end)));

test("hashes the vectors of the Certificate Transparency reference implementation", () => {
  expect(EMPTY_ROOT.toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(leafHash("").toString("hex")).toBe(
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
  const entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
  const last = "606162636465666768696a6b6c6d6e6f";
  const tree = new Frontier();
  for (const entry of [...entries, last]) tree.append(leafHash(Buffer.from(entry, "hex")));
  expect(tree.root().toString("hex")).toBe(
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  );
});

test("a tree has the same root whether it grew at once or was continued from its frontier", () => {
  let tree = new Frontier();
  for (const [index, leaf] of leaves.entries()) {
    expect(tree.root()).toEqual(rootOf(index));
    tree = new Frontier({ size: tree.size, bytes: tree.toBytes() });
    tree.append(leaf);
  }
  expect(() => new Frontier({ size: 3, bytes: Buffer.alloc(32) })).toThrow("this size");
});

test("reports every complete subtree once, with its hash", () => {
  const tree = new Frontier();
  const found = leaves.flatMap((leaf) => tree.append(leaf));
  for (const { level, position, hash } of found)
    expect(hash).toEqual(treeHash(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level)));
  expect(found.filter(({ level }) => level === 3).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
});

describe("proofs", () => {
  test("each leaf is proved in each tree, and no other leaf is", () => {
    for (const size of SIZES.slice(1))
      for (let index = 0; index < size; index += 1) {
        const proof = hashesOf(inclusionRanges(index, size));
        const claim = { index, size, root: rootOf(size), proof };
        const leaf = leaves[index] ?? Buffer.alloc(0);
        expect(isIncluded(leaf, claim)).toBe(true);
        expect(isIncluded(leafHash("another"), claim)).toBe(false);
        expect(isIncluded(leaf, { ...claim, index: index + 1 })).toBe(false);
        expect(isIncluded(leaf, { ...claim, proof: [...proof, leaf] })).toBe(false);
        if (size > 1) expect(isIncluded(leaf, { ...claim, proof: proof.slice(1) })).toBe(false);
      }
  });

  test("each tree is proved to begin each larger one, and a rewritten one is not", () => {
    for (const to of SIZES)
      for (let from = 0; from <= to; from += 1) {
        const proof = hashesOf(consistencyRanges(from, to));
        const later = { size: to, root: rootOf(to) };
        expect(isConsistent({ size: from, root: rootOf(from) }, later, proof)).toBe(true);
        if (from === 0) continue;
        expect(isConsistent({ size: from, root: leafHash("rewritten") }, later, proof)).toBe(false);
        if (from < to) expect(isConsistent(later, { size: from, root: rootOf(from) }, proof)).toBe(false);
      }
  });

  test("every range of a proof consists of complete subtrees", () => {
    for (const size of SIZES)
      for (const range of consistencyRanges(Math.ceil(size / 3), size))
        for (const { position } of subtreesOf(range)) expect(Number.isInteger(position)).toBe(true);
  });
});
