import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 200;

/** Waits until an address answers with 200. */
export async function waitUntilReady(url: string, signal: AbortSignal) {
  const giveUpAt = Date.now() + PATIENCE_MS;
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
    await pause(ASK_EVERY_MS);
  }
  throw new Error(`${url} was not ready within ${PATIENCE_MS / 1000} s; its last answer: ${last}`);
}
