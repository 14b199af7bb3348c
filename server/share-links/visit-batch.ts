import { setTimeout as pause } from "node:timers/promises";
import type { Visitor } from "@/app/_http/visitor";
import { writeBehind } from "@/app/_http/write-behind";
import { perProcess } from "@/db/singleton";
import { dayOf } from "@/lib/articles/count-readers";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { log } from "@/lib/log";
import { getSetting } from "@/lib/settings/get-setting";
import { recordVisits, type Visit } from "@/lib/sharing/record-visits";
import { maskVisitor } from "@/lib/sharing/visitor-key";
import { isWithinDailyLimit } from "./visits-per-address";

/** Visits are written in batches: a link with many visits is a single row. */
const BATCH_INTERVAL_MS = 500;
const RETRY_INTERVAL_MS = 1_000;
const UNAVAILABLE_PAUSE_MS = 3_000;
const INSERT_BATCH_SIZE = 5_000;
/** 15 minutes at 60 visits a second while the database is unavailable, in about 20 MB. */
const MAX_QUEUED_VISITS = 50_000;
/** Visits of unverified codes. Forged codes must not crowd out real ones. */
const MAX_QUEUED_UNVERIFIED = 10_000;

type VisitQueue = {
  queued: Map<string, Visit>;
  /** The keys of visits whose code could not be looked up, because the database was unavailable. */
  unverified: Set<string>;
  /** Visits dropped because the queue was full. */
  dropped: number;
  /** Whether a batch is scheduled. */
  isScheduled: boolean;
  writer: ReturnType<typeof writeBehind>;
};

const visitQueue = perProcess(
  "visits",
  (): VisitQueue => ({
    queued: new Map(),
    unverified: new Set(),
    dropped: 0,
    isScheduled: false,
    writer: writeBehind({
      intervalMs: RETRY_INTERVAL_MS,
      retryAfterMs: UNAVAILABLE_PAUSE_MS,
      write: writeQueue,
    }),
  }),
);

/** A visit through a share link. `isKnown`: the code was looked up. */
type LinkVisit = { code: string; channel: string; visitor: Visitor; isKnown: boolean };

/** Queues a visit for the next batch. The visitor is masked. */
export function queueVisit({ code, channel, visitor: unmasked, isKnown }: LinkVisit, now: Date): void {
  const state = visitQueue();
  const [day, visitor] = [dayOf(now), maskVisitor(unmasked)];
  const key = `${day} ${code} ${visitor.toString("base64")}`;
  if (state.queued.has(key) || !isWithinDailyLimit({ address: unmasked.address, day })) return;
  const hasRoom = isKnown || state.unverified.size < MAX_QUEUED_UNVERIFIED;
  if (!hasRoom || state.queued.size >= MAX_QUEUED_VISITS) {
    state.dropped += 1;
    return;
  }
  state.queued.set(key, { code, day, channel, visitor });
  if (!isKnown) state.unverified.add(key);
}

function dequeue(key: string) {
  const { queued, unverified } = visitQueue();
  queued.delete(key);
  unverified.delete(key);
}

/** Schedules the next batch. Returns a promise that a stopping process must wait for, or null if one is scheduled already. */
export function scheduleBatch(): Promise<void> | null {
  const state = visitQueue();
  if (state.isScheduled) return null;
  state.isScheduled = true;
  return pause(BATCH_INTERVAL_MS).then(() => {
    state.isScheduled = false;
    return state.writer.writeUnlessPaused();
  });
}

/** Writes the queued visits now. Visits that cannot be written stay queued. */
export async function writeQueuedVisits(now = new Date()): Promise<void> {
  await visitQueue().writer.writeNow(now);
}

/**
 * Recording a visit twice changes nothing, so a batch with an unknown outcome is written again. Visits are dropped if the
 * salt of their day has been purged, or if the database refuses them.
 */
async function writeQueue(now: Date): Promise<boolean> {
  const { queued } = visitQueue();
  if (queued.size > 0 && (await getSetting(db(), "read-only")).on) return false;
  const all = [...queued];
  for (let from = 0; from < all.length; from += INSERT_BATCH_SIZE) {
    const batch = all.slice(from, from + INSERT_BATCH_SIZE);
    const visits = batch.map(([, visit]) => visit);
    const recording = withDatabaseLimits(async () => ({
      counted: await recordVisits(db(), { visits, now }),
    }));
    const done = await recording.catch((error: unknown) => {
      for (const [key] of batch) dequeue(key);
      throw error;
    });
    if (!done) return false;
    for (const [key] of batch) dequeue(key);
  }
  logDroppedVisits();
  return true;
}

function logDroppedVisits() {
  const state = visitQueue();
  if (state.dropped > 0) log().warn({ visits: state.dropped }, "visits were dropped: the queue was full");
  state.dropped = 0;
}
