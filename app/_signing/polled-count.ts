import { campaignApiPath } from "@/lib/paths";

/** The exact number of confirmed signatures of a campaign, and its goal. */
export type Count = { signatures: number; goal: number };

const POLL_INTERVAL_MS = 15_000;
const counts = new Map<string, Count>();
const listeners = new Map<string, Set<() => void>>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Returns the latest count that this page knows, or undefined before the first update. */
export function getKnownCount(campaign: string): Count | undefined {
  return counts.get(campaign);
}

/** Sets the count of a campaign and notifies its listeners. */
export function setCount(campaign: string, count: Count) {
  const known = counts.get(campaign);
  if (known?.signatures === count.signatures && known.goal === count.goal) return;
  counts.set(campaign, count);
  for (const listen of listeners.get(campaign) ?? []) listen();
}

/** Calls `listen` whenever the count changes. Polls about every 15 s while the page is visible. Returns a function that unsubscribes. */
export function subscribeToCount(campaign: string, listen: () => void): () => void {
  const others = listeners.get(campaign) ?? new Set();
  listeners.set(campaign, others.add(listen));
  timer ??= schedule();
  return () => {
    others.delete(listen);
    if (others.size === 0) listeners.delete(campaign);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function schedule() {
  const jitter = Math.random() * POLL_INTERVAL_MS * 0.3; // spreads the requests of many readers
  return setTimeout(refreshAll, POLL_INTERVAL_MS + jitter);
}

async function refreshAll() {
  if (document.visibilityState === "visible") await Promise.all([...listeners.keys()].map(refreshCount));
  if (listeners.size > 0) timer = schedule();
}

/** Fetches the count of a campaign at once. */
export async function refreshCount(campaign: string) {
  try {
    // "no-cache": with stale-while-revalidate, the browser cache would be one poll behind.
    const response = await fetch(campaignApiPath(campaign, "count"), { cache: "no-cache" });
    if (response.ok) setCount(campaign, await response.json());
  } catch {
    // Offline: the count does not change, and the next poll tries again.
  }
}
