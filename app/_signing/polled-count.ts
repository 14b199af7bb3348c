import { campaignApiPath } from "@/lib/paths";

/** A campaign's exact count of confirmed signatures, and its goal. */
export type Count = { signatures: number; goal: number };

const REFRESH_EVERY_MS = 15_000;
const counts = new Map<string, Count>();
const watchers = new Map<string, Set<() => void>>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The latest count that this page knows, if it asked already. */
export function getKnownCount(campaign: string): Count | undefined {
  return counts.get(campaign);
}

/** Tells every place on this page that shows the campaign. */
export function setCount(campaign: string, count: Count) {
  const known = counts.get(campaign);
  if (known?.signatures === count.signatures && known.goal === count.goal) return;
  counts.set(campaign, count);
  for (const tell of watchers.get(campaign) ?? []) tell();
}

/** Calls `tell` whenever the count changes. Asks every 15 s, give or take, and only while somebody looks. */
export function subscribeToCount(campaign: string, tell: () => void): () => void {
  const others = watchers.get(campaign) ?? new Set();
  watchers.set(campaign, others.add(tell));
  timer ??= schedule();
  return () => {
    others.delete(tell);
    if (others.size === 0) watchers.delete(campaign);
    if (watchers.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function schedule() {
  const jitter = Math.random() * REFRESH_EVERY_MS * 0.3; // a crowd of readers does not ask in step
  return setTimeout(refreshAll, REFRESH_EVERY_MS + jitter);
}

async function refreshAll() {
  if (document.visibilityState === "visible") await Promise.all([...watchers.keys()].map(refresh));
  if (watchers.size > 0) timer = schedule();
}

async function refresh(campaign: string) {
  try {
    // Not the browser's own copy: told to serve it while it asks again, the browser would show every count a round late.
    const answer = await fetch(campaignApiPath(campaign, "count"), { cache: "no-cache" });
    if (answer.ok) setCount(campaign, await answer.json());
  } catch {
    // Offline: the count stays as it is, and the next round asks again.
  }
}
