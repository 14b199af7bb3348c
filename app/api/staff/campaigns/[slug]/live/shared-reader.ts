import { perProcess } from "@/db/singleton";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { listLiveFigures } from "@/lib/reporting/list-live-figures";
import type { LiveFigures } from "@/lib/reporting/live-figures";

const READ_EVERY_MS = 1_000;
/** Figures that stay the same are told again so often, so that a viewer knows that they are those of now. */
const TELL_AGAIN_MS = 10_000;
/** More than a newsroom has, less than a process can hold open. */
export const MAX_VIEWERS = 500;

export type Reading = { id: string; figures: LiveFigures };
type Viewer = { tell: (reading: Reading) => void; end: () => void };
type Room = { viewers: Set<Viewer>; latest?: Reading; toldAt: number };

const rooms = perProcess("live-viewers", (): Map<string, Room> => {
  // A server waits for its open responses before it stops, and these never end by themselves.
  process.once("SIGTERM", () => each(({ end }) => end()));
  return new Map();
});

const reader = perProcess("live-reader", () => ({ isReading: false }));

function each(what: (viewer: Viewer) => void) {
  for (const { viewers } of [...rooms().values()]) for (const viewer of [...viewers]) what(viewer);
}

function countViewers(): number {
  return [...rooms().values()].reduce((sum, { viewers }) => sum + viewers.size, 0);
}

/**
 * Tells a viewer the figures of a campaign whenever they change, until the answer is called. All viewers of this process
 * share one reader, which asks the database once a second for all campaigns that are watched, and for none when nobody
 * looks. Null when too many are watching already.
 */
export function watchFigures(slug: string, viewer: Viewer): (() => void) | null {
  if (countViewers() >= MAX_VIEWERS) return null;
  const room = rooms().get(slug) ?? { viewers: new Set(), toldAt: 0 };
  rooms().set(slug, room);
  room.viewers.add(viewer);
  if (room.latest) viewer.tell(room.latest);
  void keepReading();
  return () => {
    room.viewers.delete(viewer);
    if (room.viewers.size === 0 && rooms().get(slug) === room) rooms().delete(slug);
  };
}

/** What a poller gets: the reader's latest figures where somebody watches, else those of now. Null when the database is away. */
export async function latestFigures(slug: string): Promise<{ figures: LiveFigures | undefined } | null> {
  const known = rooms().get(slug)?.latest?.figures;
  if (known && Date.now() - Date.parse(known.at) < 2 * READ_EVERY_MS) return { figures: known };
  return withDatabaseLimits(async () => ({
    figures: (await listLiveFigures(db(), { slugs: [slug], now: new Date() })).get(slug),
  }));
}

/** Until nobody looks. Who comes while it rests is told by the next round: a second reader would stay beside it. */
async function keepReading() {
  if (reader().isReading) return;
  reader().isReading = true;
  while (countViewers() > 0) {
    try {
      await readOnce();
    } catch (error) {
      // Viewers see their figures grow old, and say so; the next round may be better.
      log().error({ cause: traceOf(error) }, "the live figures could not be read");
    }
    await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
  }
  reader().isReading = false;
}

async function readOnce() {
  const now = new Date();
  const read = await withDatabaseLimits(() => listLiveFigures(db(), { slugs: [...rooms().keys()], now }));
  for (const [slug, figures] of read ?? []) {
    const room = rooms().get(slug);
    if (!room) continue;
    const before = room.latest?.figures;
    const isNews = !before || fingerprint(before) !== fingerprint(figures);
    if (!isNews && now.getTime() - room.toldAt < TELL_AGAIN_MS) continue;
    room.latest = { id: String(now.getTime()), figures };
    room.toldAt = now.getTime();
    for (const viewer of [...room.viewers]) viewer.tell(room.latest);
  }
}

const fingerprint = (figures: LiveFigures) => JSON.stringify({ ...figures, at: "" });
