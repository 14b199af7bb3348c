import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { eventStream } from "@/app/api/staff/campaigns/[slug]/live/event-stream";
import {
  latestFigures,
  MAX_VIEWERS,
  watchFigures,
} from "@/app/api/staff/campaigns/[slug]/live/shared-reader";
import { countSignatures } from "@/lib/campaigns/count-signatures";
import { newId } from "@/lib/ids";
import { listLiveFigures } from "@/lib/reporting/list-live-figures";
import { measurePending } from "@/lib/reporting/measure-pending";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";

/** The pause of the reader between two reads. */
const READ_INTERVAL_MS = 1_000;

vi.mock("@/lib/reporting/list-live-figures", async (original) => {
  const module = await original<typeof import("@/lib/reporting/list-live-figures")>();
  return { ...module, listLiveFigures: vi.fn(module.listLiveFigures) };
});

const { db, drop } = await aDatabase();
afterAll(drop);

const noAttribution = { articleId: null, callout: null, shareLinkId: null, channel: null, country: null };
const countOne = (campaignId: string) =>
  db.transaction((tx) =>
    countSignatures(tx, {
      campaignId,
      because: { kind: "released", reason: "staff" },
      sources: [{ ...noAttribution, id: newId(), confirmedAt: new Date(), textId: newId() }],
    }),
  );

/** Collects the events of a stream. */
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
    const stream = eventStream({ slug, signal: leaving.signal, lastId: null, isAllowed: async () => true });
    if (!stream) throw new Error("too many viewers");
    return eventsOf(stream);
  };
  const viewers = Array.from({ length: 20 }, open);
  for (const { events } of viewers)
    await vi.waitFor(() => expect(events.at(-1)?.confirmed).toBe(0), { timeout: 5_000 });
  await countOne(id);
  for (const { events } of viewers)
    await vi.waitFor(() => expect(events.at(-1)?.confirmed).toBe(1), { timeout: 5_000 });
  // One reader: all viewers received the same reading.
  expect(new Set(viewers.map(({ events }) => events.at(-1)?.id)).size).toBe(1);

  const again = eventStream({
    slug,
    signal: leaving.signal,
    lastId: viewers[0]?.events.at(-1)?.id ?? null,
    isAllowed: async () => true,
  });
  if (!again) throw new Error("too many viewers");
  const late = eventsOf(again);
  await countOne(id);
  await vi.waitFor(() => expect(late.events).not.toEqual([]), { timeout: 5_000 });
  expect(
    late.events.map(({ confirmed }) => confirmed),
    "a reconnected viewer receives only changes",
  ).toEqual([2]);
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
    let isAllowed = true;
    const stream = eventStream({
      slug,
      signal: new AbortController().signal,
      lastId: null,
      isAllowed: async () => isAllowed,
    });
    if (!stream) throw new Error("too many viewers");
    const viewer = eventsOf(stream);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(viewer.hasEnded()).toBe(false);
    isAllowed = false;
    await vi.advanceTimersByTimeAsync(31_000);
    await vi.waitFor(() => expect(viewer.hasEnded()).toBe(true));
  } finally {
    vi.useRealTimers();
  }
});

test("reloading the page leaves no extra readers", async () => {
  const { id, slug } = await aCampaign(db);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const readsBefore = vi.mocked(listLiveFigures).mock.calls.length;
  const countReads = () => vi.mocked(listLiveFigures).mock.calls.length - readsBefore;
  const readings = new Set<string>();
  const viewer = { send: (reading: { id: string }) => readings.add(reading.id), end: () => {} };
  for (let reload = 0; reload < 8; reload += 1) watchFigures(slug, { ...viewer })?.();
  const stop = watchFigures(slug, viewer);
  await expect.poll(() => readings.size).toBe(1);
  for (const round of [2, 3, 4]) {
    await countOne(id);
    vi.advanceTimersByTime(READ_INTERVAL_MS);
    await expect.poll(() => readings.size).toBe(round);
  }
  stop?.();
  expect(countReads()).toBe(4);
  vi.advanceTimersByTime(READ_INTERVAL_MS);
  vi.useRealTimers();
});

test("disconnects viewers that stop reading and frees their memory", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { slug } = await aCampaign(db);
    const stream = eventStream({
      slug,
      signal: new AbortController().signal,
      lastId: null,
      isAllowed: async () => true,
    });
    if (!stream) throw new Error("too many viewers");
    await vi.advanceTimersByTimeAsync(3_600_000);
    let unread = 0;
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) unread += 1;
    expect(unread).toBeLessThan(100);
  } finally {
    vi.useRealTimers();
  }
});

test("a cancelled stream ends without an error", async () => {
  const { slug } = await aCampaign(db);
  const signal = new AbortController().signal;
  const stream = eventStream({ slug, signal, lastId: null, isAllowed: async () => true });
  const failures: unknown[] = [];
  const collect = (error: unknown) => failures.push(error);
  process.on("uncaughtException", collect);
  await stream?.cancel();
  await new Promise(setImmediate);
  process.off("uncaughtException", collect);
  expect(failures).toEqual([]);
});

test("refuses viewers above the limit of a process", async () => {
  const { slug } = await aCampaign(db);
  const idle = { send: () => {}, end: () => {} };
  const stops = Array.from({ length: MAX_VIEWERS }, () => watchFigures(slug, { ...idle }));
  expect(stops).not.toContain(null);
  expect(watchFigures(slug, { ...idle })).toBeNull();
  for (const stop of stops) stop?.();
  const stop = watchFigures(slug, { ...idle });
  expect(stop).not.toBeNull();
  stop?.();
});

test("polling returns the same figures, and 404 for an unknown campaign", async () => {
  const { id, slug } = await aCampaign(db);
  await countOne(id);
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
