import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { dayOf } from "@/lib/articles/views/rules";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { recordVisits, type Visit } from "@/lib/sharing/visits/mutations";

/** A link that explodes is one row: written twice a second, not once for each visit. */
const WRITE_EVERY_MS = 500;
const MOST_AT_ONCE = 5_000;
/** A quarter of an hour at sixty visits a second, while the database is away. */
const MOST_WAITING = 50_000;

type Waiting = { visits: Map<string, Visit>; isWriting: boolean; wasFull: boolean };

/** Kept on `globalThis`, so that hot reload, or a module that is bundled twice, does not count twice. */
const held = globalThis as typeof globalThis & { groundswellVisits?: Waiting };

function waiting(): Waiting {
  if (!held.groundswellVisits) {
    held.groundswellVisits = { visits: new Map(), isWriting: false, wasFull: false };
    const timer = setInterval(() => void writeVisits(), WRITE_EVERY_MS);
    timer.unref();
    process.once("SIGTERM", () => void writeVisits());
  }
  return held.groundswellVisits;
}

/** Notes a visit, to be counted with the next batch. The visitor is in this process's memory only, until then. */
export function countVisit(visit: Omit<Visit, "day">, now: Date): void {
  const state = waiting();
  const day = dayOf(now);
  const key = [day, visit.shareLinkId, visit.visitor].join(" ");
  if (state.visits.has(key)) return;
  if (state.visits.size >= MOST_WAITING) {
    if (!state.wasFull) log().warn({ visits: MOST_WAITING }, "visits are not counted: too many wait");
    state.wasFull = true;
    return;
  }
  state.visits.set(key, { ...visit, day });
}

/** Counts what waits. While the database is away it goes on waiting: counting twice changes nothing, so nothing is given up. */
export async function writeVisits(): Promise<void> {
  const state = waiting();
  if (state.isWriting || state.visits.size === 0) return;
  state.isWriting = true;
  try {
    const batch = [...state.visits].slice(0, MOST_AT_ONCE);
    const visits = batch.map(([, visit]) => visit);
    const done = await withinReach(async () => ({ counted: await recordVisits(db(), visits) }));
    if (!done) return;
    for (const [key] of batch) state.visits.delete(key);
    state.wasFull = false;
  } catch (error) {
    log().error({ cause: traceOf(error) }, "visits could not be written down");
  } finally {
    state.isWriting = false;
  }
}
