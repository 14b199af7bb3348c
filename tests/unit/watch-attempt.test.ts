import { afterEach, beforeEach, expect, test, vi } from "vitest";

const CAMPAIGN = "clean-rivers";
const SHARE = "https://ours.example/s/bcdfghjkm";
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let page: EventTarget & { visibilityState: string };
let answer: Record<string, unknown>;

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  answer = { status: "pending" };
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Response.json(answer)),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page with a pending attempt, made `ago` milliseconds before. */
async function aPendingPage({ ago = 0 } = {}) {
  const state = await import("@/app/_signing/signing-state");
  const watch = await import("@/app/_signing/watch-attempt");
  state.setPending(CAMPAIGN, { now: Date.now() - ago });
  return { ...state, ...watch };
}

function show(visibilityState: "visible" | "hidden") {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

const polls = () => vi.mocked(fetch).mock.calls.length;

test("a confirmation on another device shows on the open page", async () => {
  const { watchAttempt, getSigningState } = await aPendingPage();
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(getSigningState(CAMPAIGN).step).toBe("pending");
  answer = { status: "confirmed", share: SHARE };
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(getSigningState(CAMPAIGN)).toEqual({ step: "signed", share: SHARE });
});

test("polls at once when the page becomes visible or is reloaded", async () => {
  const { watchAttempt, getSigningState } = await aPendingPage();
  const stop = watchAttempt(CAMPAIGN);
  show("hidden");
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(polls()).toBe(0);
  answer = { status: "confirmed", share: SHARE };
  show("visible");
  await vi.advanceTimersByTimeAsync(1);
  expect(getSigningState(CAMPAIGN).step).toBe("signed");
  stop();

  const { setPending } = await aPendingPage({ ago: MINUTE_MS });
  setPending(CAMPAIGN, { now: Date.now() - MINUTE_MS });
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getSigningState(CAMPAIGN).step).toBe("signed");
});

test("polls at most 40 times, at growing intervals, and stops when the page is left", async () => {
  const { watchAttempt } = await aPendingPage();
  const stop = watchAttempt(CAMPAIGN);
  const stopOther = watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(polls()).toBeLessThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  const all = polls();
  expect(all).toBeLessThanOrEqual(40);
  stop();
  stopOther();
  show("visible");
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(polls()).toBe(all);
});

test("keeps a bounce and the fields to confirm from the answer", async () => {
  const { watchAttempt, getKnownAttempt } = await aPendingPage({ ago: MINUTE_MS });
  answer = {
    status: "pending",
    mail: "bounced",
    nextMailAt: "2026-11-30T12:00:00.000Z",
    words: { name: "Ada", updates: false, isNameDelivered: true },
  };
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getKnownAttempt(CAMPAIGN)).toEqual({
    status: "pending",
    mail: "bounced",
    nextMailAt: Date.UTC(2026, 10, 30, 12),
    words: { name: "Ada", updates: false, isNameDelivered: true },
  });
});

test("a lock on codes is known after a reload, and ends with the next mail", async () => {
  const { watchAttempt, getKnownAttempt, setTriesLeft, clearMailStatus } = await aPendingPage({
    ago: MINUTE_MS,
  });
  const words = { name: "Ada", updates: false };
  answer = { status: "pending", triesLeft: 0, words };
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getKnownAttempt(CAMPAIGN)?.triesLeft).toBe(0);
  clearMailStatus(CAMPAIGN);
  expect(getKnownAttempt(CAMPAIGN)?.triesLeft).toBeUndefined();
  setTriesLeft(CAMPAIGN, 0);
  expect(getKnownAttempt(CAMPAIGN)).toEqual({ status: "pending", words, triesLeft: 0 });
});

test("requesting another mail clears the bounce and keeps the fields", async () => {
  const { watchAttempt, getKnownAttempt, clearMailStatus } = await aPendingPage({ ago: MINUTE_MS });
  const words = { name: "Ada", updates: false };
  answer = { status: "pending", mail: "bounced", words };
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getKnownAttempt(CAMPAIGN)?.mail).toBe("bounced");
  clearMailStatus(CAMPAIGN);
  expect(getKnownAttempt(CAMPAIGN)).toEqual({ status: "pending", words });
});

test("an answer about an earlier attempt is dropped", async () => {
  const { watchAttempt, getSigningState, getKnownAttempt, setPending, clearAttempt } = await aPendingPage({
    ago: MINUTE_MS,
  });
  let respond = (_: Response) => {};
  vi.mocked(fetch).mockImplementationOnce(() => new Promise((resolve) => (respond = resolve)));
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(polls()).toBe(1);
  clearAttempt(CAMPAIGN);
  setPending(CAMPAIGN, { now: Date.now() });
  respond(Response.json({ status: "confirmed", share: SHARE }));
  await vi.advanceTimersByTimeAsync(1);
  expect(getSigningState(CAMPAIGN).step).toBe("pending");
  expect(getKnownAttempt(CAMPAIGN)).toBeUndefined();
});

test("a browser that the server does not know shows the form again only after a day", async () => {
  const { watchAttempt, getSigningState, setPending } = await aPendingPage({ ago: MINUTE_MS });
  answer = { status: "none" };
  const stop = watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getSigningState(CAMPAIGN).step).toBe("pending");
  stop();
  setPending(CAMPAIGN, { now: Date.now() - 2 * DAY_MS });
  watchAttempt(CAMPAIGN);
  await vi.advanceTimersByTimeAsync(1);
  expect(getSigningState(CAMPAIGN).step).toBe("open");
});
