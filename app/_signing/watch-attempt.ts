import { type AttemptStatus, fetchAttemptStatus } from "./attempt-status";
import { refreshCount } from "./polled-count";
import { getSigningState, reopenForm, setSigned } from "./signing-state";

const FIRST_POLL_MS = 15_000;
const LONGEST_WAIT_MS = 120_000;
const GROWTH = 1.6;
/** Covers about an hour of an open page. A reader who returns later causes one more request. */
const MAX_POLLS = 40;
/** A page that becomes visible polls at once, unless its last poll was this short a time ago. */
const MIN_PAUSE_MS = 3_000;
const FRESH_MS = 5_000;
/** For this long the state stays pending though the server knows no attempt: the browser may have refused its cookie. */
const PENDING_WITHOUT_COOKIE_MS = 86_400_000;

type Watch = { watchers: number; polls: number; lastAt: number; timer?: ReturnType<typeof setTimeout> };

const watches = new Map<string, Watch>();
const attempts = new Map<string, AttemptStatus>();
const listeners = new Set<() => void>();

/** Returns the latest status of this browser's attempt, if one was fetched. */
export function getKnownAttempt(campaign: string): AttemptStatus | undefined {
  return attempts.get(campaign);
}

/** Calls `listen` at every change. Returns a function that unsubscribes. */
export function subscribeToAttempts(listen: () => void): () => void {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Clears the last status, because there is a new attempt. */
export function clearAttempt(campaign: string) {
  attempts.delete(campaign);
  for (const listen of [...listeners]) listen();
}

/** Stores how many more codes may be tried, as the response to a wrong one says. */
export function setTriesLeft(campaign: string, triesLeft: number) {
  attempts.set(campaign, { status: "pending", ...attempts.get(campaign), triesLeft });
  for (const listen of [...listeners]) listen();
}

/** Clears the bounce of the last mail and the lock of its code, because another one was requested. The words to confirm stay. */
export function clearMailStatus(campaign: string) {
  const { words } = attempts.get(campaign) ?? {};
  if (words) attempts.set(campaign, { status: "pending", words });
  else attempts.delete(campaign);
  for (const listen of [...listeners]) listen();
}

/**
 * Polls until the pending attempt is confirmed elsewhere, for example on a phone: at growing intervals, only while the page is
 * visible, and at most MAX_POLLS times. Returns a function that stops it.
 */
export function watchAttempt(campaign: string): () => void {
  const watch = watches.get(campaign) ?? start(campaign);
  watch.watchers += 1;
  return () => {
    watch.watchers -= 1;
    if (watch.watchers === 0) stop(campaign);
  };
}

function start(campaign: string): Watch {
  const watch: Watch = { watchers: 0, polls: 0, lastAt: 0 };
  if (watches.size === 0) document.addEventListener("visibilitychange", pollWhenShown);
  watches.set(campaign, watch);
  const state = getSigningState(campaign);
  const isFresh = state.step === "pending" && Date.now() - state.since < FRESH_MS;
  watch.timer = setTimeout(() => poll(campaign), isFresh ? FIRST_POLL_MS : 0);
  return watch;
}

function stop(campaign: string) {
  clearTimeout(watches.get(campaign)?.timer);
  watches.delete(campaign);
  if (watches.size === 0) document.removeEventListener("visibilitychange", pollWhenShown);
}

function pollWhenShown() {
  if (document.visibilityState !== "visible") return;
  for (const [campaign, { lastAt }] of watches) if (Date.now() - lastAt > MIN_PAUSE_MS) poll(campaign);
}

async function poll(campaign: string) {
  const watch = watches.get(campaign);
  if (!watch) return;
  clearTimeout(watch.timer);
  const isVisible = document.visibilityState === "visible";
  if (isVisible) {
    watch.polls += 1;
    watch.lastAt = Date.now();
    const asked = getSigningState(campaign);
    const attempt = await fetchAttemptStatus(campaign);
    // A response about an earlier attempt or mail is dropped.
    if (getSigningState(campaign) === asked) applyStatus(campaign, attempt);
  }
  // If the page is hidden, or has polled MAX_POLLS times, only `pollWhenShown` polls again.
  if (watches.get(campaign) !== watch || !isVisible || watch.polls >= MAX_POLLS) return;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_POLL_MS * GROWTH ** (watch.polls - 1));
  clearTimeout(watch.timer);
  watch.timer = setTimeout(() => poll(campaign), wait);
}

/** Applies the status of a pending attempt. */
function applyStatus(campaign: string, attempt: AttemptStatus | null) {
  const state = getSigningState(campaign);
  if (!attempt || state.step !== "pending") return;
  attempts.set(campaign, attempt);
  for (const listen of [...listeners]) listen();
  if (attempt.status === "confirmed") {
    setSigned(campaign, attempt.share ?? null);
    refreshCount(campaign);
  }
  if (attempt.status === "none" && Date.now() - state.since > PENDING_WITHOUT_COOKIE_MS) reopenForm(campaign);
}
