import { and, asc, eq, gte, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { proofEntries, proofNodes } from "@/db/schema";
import { STORED_LEVELS } from "./append-entries";
import { entryHash } from "./entry-line";
import { nodeHash, type Subtree } from "./merkle";
import { consistencyRanges, inclusionRanges, type Range, subtreesOf } from "./proof-ranges";

/**
 * Returns the hashes which prove that the `position`-th entry is in the log of the first `size` entries (RFC 9162, 2.1.3). Reads at most
 * some hundred rows for each stored level.
 */
export function proveInclusion(
  db: Database,
  { campaignId, position, size }: { campaignId: string; position: number; size: number },
): Promise<Buffer[]> {
  return hashRanges(db, campaignId, inclusionRanges(position, size));
}

/** Returns the hashes which prove that the log of `from` entries is the beginning of the log of `to` (RFC 9162, 2.1.4). */
export function proveConsistency(
  db: Database,
  { campaignId, from, to }: { campaignId: string; from: number; to: number },
): Promise<Buffer[]> {
  return hashRanges(db, campaignId, consistencyRanges(from, to));
}

async function hashRanges(db: Database, campaignId: string, ranges: Range[]): Promise<Buffer[]> {
  const hashes: Buffer[] = [];
  for (const range of ranges) {
    const parts: Buffer[] = [];
    for (const subtree of subtreesOf(range)) parts.push(await hashSubtree(db, campaignId, subtree));
    hashes.push(parts.reduceRight((right, left) => nodeHash(left, right)));
  }
  return hashes;
}

/** Computes the hash of a complete subtree from the stored level at or below it. */
async function hashSubtree(db: Database, campaignId: string, { level, position }: Subtree): Promise<Buffer> {
  const stored = level - (level % STORED_LEVELS);
  const width = 2 ** (level - stored);
  const range = { start: position * width, end: (position + 1) * width };
  let hashes =
    stored === 0
      ? await listLeaves(db, campaignId, range)
      : await listNodes(db, campaignId, { ...range, level: stored });
  if (hashes.length !== width) throw new Error("the log is incomplete");
  while (hashes.length > 1) hashes = joinPairs(hashes);
  return hashes[0] ?? Buffer.alloc(0);
}

function joinPairs(hashes: Buffer[]): Buffer[] {
  return hashes.flatMap((left, index) => {
    const right = hashes[index + 1];
    return index % 2 === 0 && right ? [nodeHash(left, right)] : [];
  });
}

async function listLeaves(db: Database, campaignId: string, { start, end }: Range): Promise<Buffer[]> {
  const { position, day, kind, commitment, reason, change } = proofEntries;
  const entries = await db
    .select({ day, kind, commitment, reason, change })
    .from(proofEntries)
    .where(and(eq(proofEntries.campaignId, campaignId), gte(position, start), lt(position, end)))
    .orderBy(asc(position));
  return entries.map(entryHash);
}

async function listNodes(db: Database, campaignId: string, { level, start, end }: Range & { level: number }) {
  const { hash, position } = proofNodes;
  const nodes = await db
    .select({ hash })
    .from(proofNodes)
    .where(
      and(
        eq(proofNodes.campaignId, campaignId),
        eq(proofNodes.level, level),
        gte(position, start),
        lt(position, end),
      ),
    )
    .orderBy(asc(position));
  return nodes.map((node) => Buffer.from(node.hash));
}
