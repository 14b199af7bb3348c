import { asc, desc, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { type ChainHead, EMPTY_CHAIN, type Fault, verifyEvents } from "./chain";

/** Returns the current end of the chain. */
export async function getChainHead(db: Transaction): Promise<ChainHead> {
  const [last] = await db
    .select({ position: auditEvents.position, hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  return last ?? EMPTY_CHAIN;
}

export type Verdict =
  | { outcome: "intact"; head: ChainHead }
  | ({ outcome: "broken" } & Fault)
  | { outcome: "cut"; head: ChainHead };

/**
 * Verifies the whole chain, 1,000 events at a time. With `expected`, a head stored elsewhere, it also checks that the chain
 * contains that head: without it, a truncated or completely rewritten chain cannot be detected.
 */
export async function verifyChain(
  db: Transaction,
  { expected }: { expected?: ChainHead } = {},
): Promise<Verdict> {
  let head = EMPTY_CHAIN;
  // Includes positions below 1, where a tampered event could be hidden.
  let after = Number.MIN_SAFE_INTEGER;
  let foundExpected = expected === undefined || expected.position === 0;
  for (;;) {
    const events = await listChain(db, { after });
    if (events.length === 0) return foundExpected ? { outcome: "intact", head } : { outcome: "cut", head };
    const verified = verifyEvents(head, events);
    if ("fault" in verified) return { outcome: "broken", ...verified };
    const match = events.find(({ position }) => position === expected?.position);
    if (match && match.hash !== expected?.hash)
      return { outcome: "broken", position: match.position, fault: "changed" };
    foundExpected ||= match !== undefined;
    head = verified;
    after = head.position;
  }
}

function listChain(db: Transaction, { after }: { after: number }) {
  return db
    .select({
      position: auditEvents.position,
      id: auditEvents.id,
      actorId: auditEvents.actorId,
      action: auditEvents.action,
      subject: auditEvents.subject,
      details: auditEvents.details,
      // To the microsecond, which a Date does not keep.
      at: sql<string>`to_char(${auditEvents.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      previousHash: auditEvents.previousHash,
      hash: auditEvents.hash,
    })
    .from(auditEvents)
    .where(gt(auditEvents.position, after))
    .orderBy(asc(auditEvents.position))
    .limit(VERIFY_PAGE);
}

const VERIFY_PAGE = 1_000;
