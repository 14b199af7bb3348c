import type { proofEntries } from "@/db/schema";
import { leafHash } from "./merkle";

export type Entry = Pick<
  typeof proofEntries.$inferSelect,
  "day" | "kind" | "commitment" | "reason" | "change"
>;

/**
 * Returns an entry as a line of the public log, without its line break: JSON with the keys in this order and no spaces. These exact
 * bytes are the leaf of the Merkle tree, so this format must never change.
 */
export function entryLine({ day, kind, commitment, reason, change }: Entry): string {
  return JSON.stringify(
    commitment
      ? { day, kind, commitment: Buffer.from(commitment).toString("hex") }
      : { day, kind, reason, change },
  );
}

/** Returns the hash of an entry in the Merkle tree. */
export function entryHash(entry: Entry): Buffer {
  return leafHash(entryLine(entry));
}
