import { asc, desc, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { type ChainHead, EMPTY_CHAIN, type Fault, verifyEvents } from "./chain";

/** Where the chain ends now. */
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
 * Follows the whole chain, a thousand events at a time. With `expected`, a head that was kept elsewhere, it also tells
 * whether the chain still passes through it: alone, a chain cannot know that its end was cut off, nor that all of it was
 * written anew.
 */
export async function verifyChain(
  db: Transaction,
  { expected }: { expected?: ChainHead } = {},
): Promise<Verdict> {
  let head = EMPTY_CHAIN;
  // Before the first position, too: what was moved there would otherwise be out of sight.
  let after = Number.MIN_SAFE_INTEGER;
  let passed = expected === undefined || expected.position === 0;
  for (;;) {
    const events = await listChain(db, { after });
    if (events.length === 0) return passed ? { outcome: "intact", head } : { outcome: "cut", head };
    const followed = verifyEvents(head, events);
    if ("fault" in followed) return { outcome: "broken", ...followed };
    const met = events.find(({ position }) => position === expected?.position);
    if (met && met.hash !== expected?.hash)
      return { outcome: "broken", position: met.position, fault: "changed" };
    passed ||= met !== undefined;
    head = followed;
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
