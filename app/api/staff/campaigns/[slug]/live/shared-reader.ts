import { perProcess } from "@/db/singleton";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { listLiveFigures } from "@/lib/reporting/list-live-figures";
import type { LiveFigures } from "@/lib/reporting/live-figures";
import { onClosing } from "@/lib/shutdown";

const READ_EVERY_MS = 1_000;
/** Unchanged figures are sent again at this interval, so that viewers know that they are current. */
const RESEND_AFTER_MS = 10_000;
/** The maximum number of open streams per process. */
export const MAX_VIEWERS = 500;

export type Reading = { id: string; figures: LiveFigures };
type Viewer = { send: (reading: Reading) => void; end: () => void };
type WatchedCampaign = { viewers: Set<Viewer>; latest?: Reading; sentAt: number };

const watchedCampaigns = perProcess("live-viewers", (): Map<string, WatchedCampaign> => {
  // The server waits for open responses before it exits, and streams do not end by themselves.
  onClosing(() => forEachViewer(({ end }) => end()));
  return new Map();
});

const reader = perProcess("live-reader", () => ({ isReading: false }));

function forEachViewer(run: (viewer: Viewer) => void) {
  for (const { viewers } of [...watchedCampaigns().values()]) for (const viewer of [...viewers]) run(viewer);
}

function countViewers(): number {
  return [...watchedCampaigns().values()].reduce((sum, { viewers }) => sum + viewers.size, 0);
}

/**
 * Sends the figures of a campaign to a viewer whenever they change, and returns the function that stops it. All viewers of this
 * process share one reader, which queries the database once a second for all watched campaigns and stops without viewers.
 * Returns null if there are too many viewers.
 */
export function watchFigures(slug: string, viewer: Viewer): (() => void) | null {
  if (countViewers() >= MAX_VIEWERS) return null;
  const watched = watchedCampaigns().get(slug) ?? { viewers: new Set(), sentAt: 0 };
  watchedCampaigns().set(slug, watched);
  watched.viewers.add(viewer);
  if (watched.latest) viewer.send(watched.latest);
  void readWhileWatched();
  return () => {
    watched.viewers.delete(viewer);
    if (watched.viewers.size === 0 && watchedCampaigns().get(slug) === watched)
      watchedCampaigns().delete(slug);
  };
}

/** Returns the figures for a poll: the reader's latest if the campaign is watched, else from the database. Null if the database is unavailable. */
export async function latestFigures(slug: string): Promise<{ figures: LiveFigures | undefined } | null> {
  const known = watchedCampaigns().get(slug)?.latest?.figures;
  if (known && Date.now() - Date.parse(known.at) < 2 * READ_EVERY_MS) return { figures: known };
  return withDatabaseLimits(async () => ({
    figures: (await listLiveFigures(db(), { slugs: [slug], now: new Date() })).get(slug),
  }));
}

/** Reads once a second while there are viewers. Only one reader runs per process; new viewers are served by its next round. */
async function readWhileWatched() {
  if (reader().isReading) return;
  reader().isReading = true;
  while (countViewers() > 0) {
    try {
      await readOnce();
    } catch (error) {
      // Viewers are shown the age of their figures. The next round tries again.
      log().error({ cause: traceOf(error) }, "the live figures could not be read");
    }
    await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
  }
  reader().isReading = false;
}

async function readOnce() {
  const now = new Date();
  const read = await withDatabaseLimits(() =>
    listLiveFigures(db(), { slugs: [...watchedCampaigns().keys()], now }),
  );
  for (const [slug, figures] of read ?? []) {
    const watched = watchedCampaigns().get(slug);
    if (!watched) continue;
    const before = watched.latest?.figures;
    const isChanged = !before || fingerprint(before) !== fingerprint(figures);
    if (!isChanged && now.getTime() - watched.sentAt < RESEND_AFTER_MS) continue;
    watched.latest = { id: String(now.getTime()), figures };
    watched.sentAt = now.getTime();
    for (const viewer of [...watched.viewers]) viewer.send(watched.latest);
  }
}

const fingerprint = (figures: LiveFigures) => JSON.stringify({ ...figures, at: "" });
