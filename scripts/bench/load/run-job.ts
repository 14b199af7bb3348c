import { setTimeout as pause } from "node:timers/promises";
import { type Connection, createConnection } from "./connection";
import type { LoadJob, LoadResult, Pace } from "./job";
import { requestsOf } from "./request";
import { createTally, type Tally } from "./tally";

const TICK_MS = 1;
const SWEEP_MS = 250;
/** Then a request counts as unanswered. */
const GIVE_UP_AFTER_MS = 10_000;

type Driver = {
  connections: Connection[];
  next: ReturnType<typeof requestsOf>;
  tallyOf: (name: string) => Tally;
  startedAt: number;
  endsAt: number;
};

/** Runs one load in this process and returns what the requests got, by name. */
export async function runJob({ host, port, parts, pace, seconds }: LoadJob): Promise<LoadResult> {
  const connections = Array.from({ length: pace.connections }, () => createConnection({ host, port }));
  const tallies = new Map(parts.map(({ name }) => [name, createTally()]));
  const spare = createTally();
  const sweep = setInterval(() => {
    const before = performance.now() - GIVE_UP_AFTER_MS;
    for (const connection of connections) connection.giveUpBefore(before);
  }, SWEEP_MS);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const driver: Driver = {
    connections,
    next: requestsOf(parts, `${host}:${port}`),
    tallyOf: (name) => tallies.get(name) ?? spare,
    startedAt,
    endsAt: startedAt + seconds * 1_000,
  };
  if (pace.mode === "closed") await closedLoop(driver);
  else await openLoop(driver, pace);
  const cpu = process.cpuUsage(cpuBefore);
  // An open loop lasts until its last request was due, or until nothing was left to send.
  const took = (performance.now() - startedAt) / 1_000;
  clearInterval(sweep);
  for (const connection of connections) connection.close();
  return {
    seconds: pace.mode === "closed" ? took : Math.min(took, seconds),
    cpuMs: (cpu.user + cpu.system) / 1_000,
    results: Object.fromEntries([...tallies].map(([name, tally]) => [name, tally.result()])),
  };
}

async function closedLoop({ connections, next, tallyOf, startedAt, endsAt }: Driver) {
  await Promise.all(
    connections.map(
      (connection) =>
        new Promise<void>((resolve) => {
          const sendNext = () => {
            const sentAt = performance.now();
            const request = sentAt < endsAt ? next() : null;
            if (!request) return resolve();
            connection.send(request.bytes, (outcome) => {
              const timing = { dueMs: sentAt - startedAt, tookMs: performance.now() - sentAt };
              tallyOf(request.name).add(outcome, timing);
              // After a failure in a later turn: a server that is down would fail each attempt at once.
              if (typeof outcome === "string") setTimeout(sendNext, TICK_MS);
              else sendNext();
            });
          };
          sendNext();
        }),
    ),
  );
}

type Due = { name: string; bytes: Buffer; dueAt: number };

async function openLoop(driver: Driver, { perSecond }: Extract<Pace, { mode: "open" }>) {
  const { startedAt, endsAt, next } = driver;
  const queue = queueFor(driver);
  for (let made = 0; ; ) {
    const now = performance.now();
    for (;;) {
      const dueAt = startedAt + (made / perSecond) * 1_000;
      if (dueAt > now || dueAt >= endsAt) break;
      const request = next();
      if (!request) return queue.settled();
      made += 1;
      queue.add({ ...request, dueAt });
    }
    if (now >= endsAt) return queue.settled();
    const nextAt = startedAt + (made / perSecond) * 1_000;
    await pause(Math.max(TICK_MS, nextAt - performance.now()));
  }
}

/** Sends each request on a free connection, or on the next one that becomes free. */
function queueFor({ connections, tallyOf, startedAt }: Driver) {
  const free = [...connections];
  const waiting: Due[] = [];
  let [head, underWay] = [0, 0];

  function add(request: Due) {
    waiting.push(request);
    sendWaiting();
  }

  function sendWaiting() {
    while (head < waiting.length) {
      const request = waiting[head];
      const tooLate = request && performance.now() - request.dueAt > GIVE_UP_AFTER_MS;
      const connection = tooLate ? undefined : free.pop();
      if (!request || (!tooLate && !connection)) return;
      head += 1;
      if (connection) send(connection, request);
      else record(request, "unanswered");
    }
  }

  function send(connection: Connection, request: Due) {
    underWay += 1;
    connection.send(request.bytes, (outcome) => {
      underWay -= 1;
      record(request, outcome);
      free.push(connection);
      sendWaiting();
    });
  }

  function record({ name, dueAt }: Due, outcome: Parameters<Tally["add"]>[0]) {
    tallyOf(name).add(outcome, { dueMs: dueAt - startedAt, tookMs: performance.now() - dueAt });
  }

  async function settled() {
    while (underWay > 0 || head < waiting.length) {
      sendWaiting();
      await pause(TICK_MS);
    }
  }

  return { add, settled };
}
