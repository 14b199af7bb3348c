import { setTimeout as pause } from "node:timers/promises";
import type { Visitor } from "@/app/_http/visitor";
import { writeBehind } from "@/app/_http/write-batches";
import { perProcess } from "@/db/singleton";
import { dayOf } from "@/lib/articles/count-readers";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { log } from "@/lib/log";
import { recordVisits, type Visit } from "@/lib/sharing/record-visits";
import { maskVisitor } from "@/lib/sharing/visitor-key";
import { isWithinDailyLimit } from "./visits-per-address";

/** A link that explodes is one row: written twice a second, not once for each visit. */
const GATHER_MS = 500;
const TRY_AGAIN_EVERY_MS = 1_000;
const REST_MS = 3_000;
const MOST_IN_A_STATEMENT = 5_000;
/** A quarter of an hour at sixty visits a second while the database is away, in some 20 MB. */
const MOST_WAITING = 50_000;
/** Of codes that nobody could look up: some may be made up, and those must not take the others' room. */
const MOST_UNKNOWN_WAITING = 10_000;

type Counting = {
  waiting: Map<string, Visit>;
  /** Those of them that came while nobody could say whether there is such a link. */
  unknown: Set<string>;
  /** Visits that found no room. */
  tooMany: number;
  /** Whether a batch is being gathered already. */
  isGathering: boolean;
  behind: ReturnType<typeof writeBehind>;
};

const counting = perProcess(
  "visits",
  (): Counting => ({
    waiting: new Map(),
    unknown: new Set(),
    tooMany: 0,
    isGathering: false,
    behind: writeBehind({ everyMs: TRY_AGAIN_EVERY_MS, restMs: REST_MS, write: writeWaiting }),
  }),
);

/** Who came through which link, and how. */
export type Coming = { code: string; channel: string; visitor: Visitor; isKnown: boolean };

/** Notes a visit, masked, to be counted with the next batch. */
export function noteVisit({ code, channel, visitor: inClear, isKnown }: Coming, now: Date): void {
  const state = counting();
  const [day, visitor] = [dayOf(now), maskVisitor(inClear)];
  const key = `${day} ${code} ${visitor.toString("base64")}`;
  if (state.waiting.has(key) || !isWithinDailyLimit({ address: inClear.address, day })) return;
  const hasRoom = isKnown || state.unknown.size < MOST_UNKNOWN_WAITING;
  if (!hasRoom || state.waiting.size >= MOST_WAITING) {
    state.tooMany += 1;
    return;
  }
  state.waiting.set(key, { code, day, channel, visitor });
  if (!isKnown) state.unknown.add(key);
}

function forget(key: string) {
  const { waiting, unknown } = counting();
  waiting.delete(key);
  unknown.delete(key);
}

/** Gathers a batch and counts it; null when that is under way already. To be waited for by a process that ends. */
export function gatherVisits(): Promise<void> | null {
  const state = counting();
  if (state.isGathering) return null;
  state.isGathering = true;
  return pause(GATHER_MS).then(() => {
    state.isGathering = false;
    return state.behind.writeUnlessResting();
  });
}

/** Counts what waits, at once; what cannot be counted now goes on waiting. */
export async function countVisits(now = new Date()): Promise<void> {
  await counting().behind.writeNow(now);
}

/**
 * Counting the same visit twice changes nothing, so a batch whose outcome is not known is simply told again. Visits that
 * waited longer than their day's salt is kept are given up, and so is what the database refuses.
 */
async function writeWaiting(now: Date): Promise<boolean> {
  const { waiting } = counting();
  const all = [...waiting];
  for (let from = 0; from < all.length; from += MOST_IN_A_STATEMENT) {
    const batch = all.slice(from, from + MOST_IN_A_STATEMENT);
    const visits = batch.map(([, visit]) => visit);
    const told = withDatabaseLimits(async () => ({ counted: await recordVisits(db(), { visits, now }) }));
    const done = await told.catch((error: unknown) => {
      for (const [key] of batch) forget(key);
      throw error;
    });
    if (!done) return false;
    for (const [key] of batch) forget(key);
  }
  sayHowManyWereTooMany();
  return true;
}

function sayHowManyWereTooMany() {
  const state = counting();
  if (state.tooMany > 0) log().warn({ visits: state.tooMany }, "visits were not counted: too many waited");
  state.tooMany = 0;
}
