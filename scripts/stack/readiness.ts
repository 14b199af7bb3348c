import { setTimeout as pause } from "node:timers/promises";

const READY_TIMEOUT_MS = 60_000;
const POLL_INTERVAL_MS = 200;

/** Waits until an address answers with 200. */
export async function waitUntilReady(url: string, signal: AbortSignal) {
  const giveUpAt = Date.now() + READY_TIMEOUT_MS;
  let last = "nothing";
  while (Date.now() < giveUpAt) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(url, { signal });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = String(error);
    }
    await pause(POLL_INTERVAL_MS);
  }
  throw new Error(`${url} was not ready within ${READY_TIMEOUT_MS / 1000} s; its last answer: ${last}`);
}
