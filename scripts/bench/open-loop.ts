import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Load } from "./closed-loop";

const MOST_CONNECTIONS = 512;
const TICK_MS = 1;

export type Latencies = { accepted: number; errors: number; p50Ms: number; p99Ms: number };

/**
 * A constant rate of requests, whether the server keeps up or not. Each one's time runs from the moment it was due,
 * so a stall counts for all who would have waited through it (no coordinated omission).
 */
export async function openLoop(
  load: Load,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  const times: number[] = [];
  const under: Promise<void>[] = [];
  let errors = 0;
  const begin = performance.now();
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = begin + (sent / perSecond) * 1000;
    if (performance.now() < due) {
      await pause(TICK_MS);
      continue;
    }
    sent += 1;
    under.push(
      ask(load, agent).then((ok) => {
        if (ok) times.push(performance.now() - due);
        else errors += 1;
      }),
    );
  }
  await Promise.all(under);
  agent.destroy();
  times.sort((a, b) => a - b);
  const percentile = (share: number) =>
    times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? Number.NaN;
  return { accepted: times.length, errors, p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}

/** Whether one request was answered with success, all of the answer read. */
function ask({ url, nextBody }: Load, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = nextBody ? { "content-type": "application/json" } : {};
    const asked = request(
      url,
      { agent, method: nextBody ? "POST" : "GET", headers, timeout: 10_000 },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode !== undefined && answer.statusCode < 300));
        answer.once("error", () => resolve(false));
      },
    );
    asked.once("error", () => resolve(false));
    asked.once("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.end(nextBody?.());
  });
}
