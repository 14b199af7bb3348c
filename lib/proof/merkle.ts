import { createHash } from "node:crypto";

/*
 * The Merkle tree of RFC 9162, 2.1 (the same as of RFC 6962), with SHA-256. No kept library fits: see docs/decisions/proof.md.
 */

const HASH_BYTES = 32;
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Returns the hash of an entry. */
export function leafHash(entry: string | Uint8Array): Buffer {
  return createHash("sha256").update(LEAF).update(entry).digest();
}

/** Returns the hash of a node from those of its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

/** The root of the empty tree. */
export const EMPTY_ROOT = createHash("sha256").digest();

/** A complete subtree: the `position`-th one of 2^level leaves, from the left. */
export type Subtree = { level: number; position: number };

/**
 * A growing tree, of which only the roots of the complete subtrees are kept: one for each 1 in the binary size, largest first. So
 * appending costs two hashes on average, however large the tree is.
 */
export class Frontier {
  #size: number;
  readonly #roots: Buffer[];

  /** Continues a tree of `size` leaves from `bytes`, as a previous `toBytes` returned them. */
  constructor({ size, bytes }: { size: number; bytes: Uint8Array } = { size: 0, bytes: Buffer.alloc(0) }) {
    this.#size = size;
    this.#roots = Array.from({ length: bytes.length / HASH_BYTES }, (_, index) =>
      Buffer.from(bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
    );
    const ones = size.toString(2).replaceAll("0", "").length;
    if (this.#roots.length !== ones) throw new Error("the frontier does not belong to a tree of this size");
  }

  get size(): number {
    return this.#size;
  }

  /** Appends a leaf. Returns the larger subtrees that it completes. */
  append(leaf: Buffer): (Subtree & { hash: Buffer })[] {
    const completed: (Subtree & { hash: Buffer })[] = [];
    let hash = leaf;
    let position = this.#size;
    for (let level = 1; position % 2 === 1; level += 1) {
      hash = nodeHash(this.#roots.pop() ?? Buffer.alloc(0), hash);
      position = (position - 1) / 2;
      completed.push({ level, position, hash });
    }
    this.#roots.push(hash);
    this.#size += 1;
    return completed;
  }

  root(): Buffer {
    return this.#roots.reduceRight<Buffer | null>(joinLeft, null) ?? EMPTY_ROOT;
  }

  toBytes(): Buffer {
    return Buffer.concat(this.#roots);
  }
}

function joinLeft(right: Buffer | null, left: Buffer): Buffer {
  return right ? nodeHash(left, right) : left;
}

/** Whether `proof` shows that a leaf is the `index`-th of the tree with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: Buffer,
  { index, size, root, proof }: { index: number; size: number; root: Uint8Array; proof: Uint8Array[] },
): boolean {
  if (index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

type Head = { size: number; root: Uint8Array };

/** Whether `proof` shows that the `earlier` tree is the beginning of the `later` one (RFC 9162, 2.1.4.2). */
export function isConsistent(earlier: Head, later: Head, proof: Uint8Array[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && Buffer.from(earlier.root).equals(later.root);
  if (earlier.size === 0) return proof.length === 0;
  const isComplete = Number.isInteger(Math.log2(earlier.size));
  const [first, ...rest] = isComplete ? [earlier.root, ...proof] : proof;
  if (!first) return false;
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let before: Buffer = Buffer.from(first);
  let after = before;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else after = nodeHash(after, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(earlier.root) && after.equals(later.root);
}

const half = (number: number) => Math.floor(number / 2);
