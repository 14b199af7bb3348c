import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { eventStream } from "@/app/api/staff/campaigns/[slug]/live/event-stream";
import {
  latestFigures,
  MOST_VIEWERS,
  watchFigures,
} from "@/app/api/staff/campaigns/[slug]/live/shared-reader";
import { countSignature } from "@/lib/campaigns/count-signature";
import { newId } from "@/lib/ids";
import { listLiveFigures } from "@/lib/reporting/list-live-figures";
import { measurePending } from "@/lib/reporting/measure-pending";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const nowhere = { articleId: null, callout: null, shareLinkId: null, channel: null, country: null };
const somebodyIsCounted = (campaignId: string) =>
  db.transaction((tx) =>
    countSignature(tx, { campaignId, change: 1, origin: { ...nowhere, textId: newId() } }),
  );

/** Yields the data of a stream's events. */
function eventsOf(stream: ReadableStream<Uint8Array>) {
  const events: { id: string; confirmed: number }[] = [];
  let ended = false;
  void (async () => {
    let text = "";
    for await (const bytes of stream) {
      text += new TextDecoder().decode(bytes);
      for (const [event, id = "", figures = "{}"] of text.matchAll(
        /id: (\d+)\nevent: figures\ndata: (.*)\n\n/g,
      )) {
        events.push({ id, confirmed: JSON.parse(figures).confirmed });
        text = text.replace(event, "");
      }
    }
    ended = true;
  })();
  return { events, hasEnded: () => ended };
}

test("one reader serves all viewers and stops when there are none", async () => {
  const { id, slug } = await aCampaign(db);
  const leaving = new AbortController();
  const open = () => {
    const stream = eventStream({ slug, signal: leaving.signal, lastId: null, mayStay: async () => true });
    if (!stream) throw new Error("too many watch");
    return eventsOf(stream);
  };
  const viewers = Array.from({ length: 20 }, open);
  for (const { events } of viewers)
    await vi.waitFor(() => expect(events.at(-1)?.confirmed).toBe(0), { timeout: 5_000 });
  await somebodyIsCounted(id);
  for (const { events } of viewers)
    await vi.waitFor(() => expect(events.at(-1)?.confirmed).toBe(1), { timeout: 5_000 });
  // One reader: all viewers received the same reading.
  expect(new Set(viewers.map(({ events }) => events.at(-1)?.id)).size).toBe(1);

  const again = eventStream({
    slug,
    signal: leaving.signal,
    lastId: viewers[0]?.events.at(-1)?.id ?? null,
    mayStay: async () => true,
  });
  if (!again) throw new Error("too many watch");
  const late = eventsOf(again);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(late.events, "who comes back is not told again what they know").toEqual([]);
  leaving.abort();
  await vi.waitFor(async () => {
    const busy = await db.execute(sql`select from pg_stat_activity
      where application_name = 'groundswell' and query like '%minute_tallies%' and query_start > now() - interval '1.5 s'
        and pid <> pg_backend_pid() and datname = current_database()`);
    expect(busy).toHaveLength(0);
  }, 6_000);
});

test("a stream ends when its session does", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { slug } = await aCampaign(db);
    let may = true;
    const stream = eventStream({
      slug,
      signal: new AbortController().signal,
      lastId: null,
      mayStay: async () => may,
    });
    if (!stream) throw new Error("too many watch");
    const viewer = eventsOf(stream);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(viewer.hasEnded()).toBe(false);
    may = false;
    await vi.advanceTimersByTimeAsync(31_000);
    await vi.waitFor(() => expect(viewer.hasEnded()).toBe(true));
  } finally {
    vi.useRealTimers();
  }
});

test("reloading the page leaves no extra readers", async () => {
  const { id, slug } = await aCampaign(db);
  const told = new Set<string>();
  const viewer = { tell: (reading: { id: string }) => told.add(reading.id), end: () => {} };
  for (let reload = 0; reload < 8; reload += 1) watchFigures(slug, { ...viewer })?.();
  const stop = watchFigures(slug, viewer);
  const until = Date.now() + 2_500;
  while (Date.now() < until) await somebodyIsCounted(id);
  stop?.();
  // The figures changed constantly: one reader per second sends three or four events.
  expect(told.size).toBeGreaterThanOrEqual(2);
  expect(told.size).toBeLessThanOrEqual(5);
});

test("disconnects viewers that stop reading and frees their memory", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { slug } = await aCampaign(db);
    const stream = eventStream({
      slug,
      signal: new AbortController().signal,
      lastId: null,
      mayStay: async () => true,
    });
    if (!stream) throw new Error("too many watch");
    await vi.advanceTimersByTimeAsync(3_600_000);
    let waited = 0;
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) waited += 1;
    expect(waited).toBeLessThan(100);
  } finally {
    vi.useRealTimers();
  }
});

test("a cancelled stream ends without an error", async () => {
  const { slug } = await aCampaign(db);
  const signal = new AbortController().signal;
  const stream = eventStream({ slug, signal, lastId: null, mayStay: async () => true });
  const failures: unknown[] = [];
  const note = (error: unknown) => failures.push(error);
  process.on("uncaughtException", note);
  await stream?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("uncaughtException", note);
  expect(failures).toEqual([]);
});

test("refuses viewers above the limit of a process", async () => {
  const { slug } = await aCampaign(db);
  const idle = { tell: () => {}, end: () => {} };
  const stops = Array.from({ length: MOST_VIEWERS }, () => watchFigures(slug, { ...idle }));
  expect(stops).not.toContain(null);
  expect(watchFigures(slug, { ...idle })).toBeNull();
  for (const stop of stops) stop?.();
  const stop = watchFigures(slug, { ...idle });
  expect(stop).not.toBeNull();
  stop?.();
});

test("polling returns the same figures, and 404 for an unknown campaign", async () => {
  const { id, slug } = await aCampaign(db);
  await somebodyIsCounted(id);
  expect((await latestFigures(slug))?.figures).toMatchObject({ confirmed: 1 });
  expect(await latestFigures("no-such-campaign")).toEqual({ figures: undefined });
});

test("pending signatures are counted exactly while few, and by the worker when many", async () => {
  const { slug } = await aCampaign(db);
  await signCampaign(db, aSigner({ campaign: slug }));
  const now = new Date();
  const pending = async () => (await listLiveFigures(db, { slugs: [slug], now })).get(slug);
  expect(await pending()).toMatchObject({ pending: 1, pendingAsOf: null });
  await Promise.all([measurePending(db, { now }), measurePending(db, { now })]);
  expect(await pending()).toMatchObject({ pending: 1, pendingAsOf: null });
  await db.execute(sql`update pending_figures set pending = 70000`);
  expect(await pending()).toMatchObject({ pending: 70_000, pendingAsOf: now.toISOString() });
});
