import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Load } from "./closed-loop";
import { median, percentile } from "./percentile";

const MAX_CONNECTIONS = 512;
const TICK_MS = 1;

export type Latencies = { accepted: number; errors: number; p50Ms: number; p99Ms: number };

/**
 * Sends requests at a constant rate, even if the server is slower. Latency is measured from the time at which a request was due,
 * so that a stall counts for all requests during it (no coordinated omission).
 */
export async function openLoop(
  load: Load,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  let errors = 0;
  const startedAt = performance.now();
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = startedAt + (sent / perSecond) * 1000;
    if (performance.now() < due) {
      await pause(TICK_MS);
      continue;
    }
    sent += 1;
    pending.push(
      send(load, agent).then((ok) => {
        if (ok) times.push(performance.now() - due);
        else errors += 1;
      }),
    );
  }
  await Promise.all(pending);
  agent.destroy();
  return { accepted: times.length, errors, p50Ms: median(times), p99Ms: percentile(times, 0.99) };
}

/** Sends one request and reads the response. Resolves to whether it succeeded. */
function send({ url, nextBody }: Load, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = nextBody ? { "content-type": "application/json" } : {};
    const sent = request(
      url,
      { agent, method: nextBody ? "POST" : "GET", headers, timeout: 10_000 },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode !== undefined && answer.statusCode < 300));
        answer.once("error", () => resolve(false));
      },
    );
    sent.once("error", () => resolve(false));
    sent.once("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.end(nextBody?.());
  });
}
