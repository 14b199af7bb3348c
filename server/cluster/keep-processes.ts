import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry } from "prom-client";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { type Processes, parseMessage } from "./messages";
import { restartDelays } from "./restart-delay";

type Options = {
  /** The module that each process runs, and its arguments. */
  exec: string;
  args: string[];
  count: number;
};

/** A place for one process, which is started again when it ends. */
type Place = {
  worker?: Worker;
  isListening: boolean;
  delayAfter: ReturnType<typeof restartDelays>;
  timer?: NodeJS.Timeout;
};

/**
 * Runs processes that share their port, until SIGTERM or SIGINT, which it passes on. It answers no request itself. A process that
 * ends is started again, later each time. If one ends before any has listened, this process ends too: its settings are wrong.
 */
export function keepProcesses({ exec, args, count }: Options): void {
  cluster.setupPrimary({ exec, args });
  const places = Array.from(
    { length: count },
    (): Place => ({ isListening: false, delayAfter: restartDelays() }),
  );
  let haveStarted = false;
  let hasListened = false;
  let isStopping = false;

  const listening = () => places.filter((place) => place.isListening).length;

  function tellAll() {
    haveStarted ||= listening() === count;
    const state: Processes = {
      kind: "groundswell.processes",
      wanted: count,
      listening: listening(),
      haveStarted,
    };
    for (const { worker } of places) if (worker?.isConnected()) worker.send(state);
  }

  function start(place: Place) {
    const startedAt = Date.now();
    const worker = cluster.fork();
    place.worker = worker;
    worker.once("online", tellAll);
    worker.once("listening", () => {
      place.isListening = true;
      hasListened = true;
      tellAll();
    });
    worker.once("exit", (code, signal) => {
      place.isListening = false;
      place.worker = undefined;
      if (isStopping) return endWithLast();
      const reason = signal ?? `code ${code}`;
      if (!hasListened) return fail(reason);
      const delayMs = place.delayAfter(Date.now() - startedAt);
      log().error({ reason, delayMs }, "a web process ended unexpectedly and is restarted");
      place.timer = setTimeout(() => start(place), delayMs);
      tellAll();
    });
  }

  function fail(reason: string) {
    log().error({ reason }, "a web process ended before any could serve");
    isStopping = true;
    for (const { worker } of places) worker?.process.kill("SIGKILL");
    process.exit(1);
  }

  function endWithLast() {
    if (places.every(({ worker }) => !worker)) process.exit(0);
  }

  function stop(signal: "SIGINT" | "SIGTERM") {
    if (isStopping) return;
    isStopping = true;
    for (const { worker, timer } of places) {
      clearTimeout(timer);
      worker?.process.kill(signal);
    }
    endWithLast();
  }

  answerMetrics();
  for (const place of places) start(place);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(signal));
}

/** Sums up the metrics of all processes for the one that was asked. */
function answerMetrics() {
  const registry = new AggregatorRegistry();
  cluster.on("message", async (worker, received) => {
    const message = parseMessage(received);
    if (message?.kind !== "groundswell.metrics-wanted") return;
    const text = await registry.clusterMetrics().catch((error: unknown) => {
      log().warn({ cause: traceOf(error) }, "the metrics of the web processes could not be added up");
      return null;
    });
    if (worker.isConnected()) worker.send({ kind: "groundswell.metrics", id: message.id, text });
  });
}
