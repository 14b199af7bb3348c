import cluster from "node:cluster";
import { AggregatorRegistry, type PrometheusContentType, type Registry } from "prom-client";
import { perProcess } from "@/db/singleton";
import { type Processes, parseMessage } from "./messages";

type Waiting = (text: string | null) => void;

const state = perProcess("cluster", () => ({
  processes: null as Processes | null,
  lastId: 0,
  waiting: new Map<number, Waiting>(),
}));

/** Listens to the primary process, if this process has one, and lets it read the metrics of this process. */
export function joinCluster(metrics: Registry<PrometheusContentType>): void {
  if (!cluster.isWorker) return;
  AggregatorRegistry.setRegistries([metrics]);
  new AggregatorRegistry();
  process.on("message", (received) => {
    const message = parseMessage(received);
    if (message?.kind === "groundswell.processes") state().processes = message;
    if (message?.kind !== "groundswell.metrics") return;
    state().waiting.get(message.id)?.(message.text);
    state().waiting.delete(message.id);
  });
}

/** Whether this process has others on its port, and not all of them have listened yet since the start. */
export function isStarting(): boolean {
  return cluster.isWorker && state().processes?.haveStarted !== true;
}

/** How many processes share this port, how many of them listen, and which one this is. Null: it has the port for itself. */
export function countProcesses(): { wanted: number; listening: number; pid: number } | null {
  const { processes } = state();
  return processes && { wanted: processes.wanted, listening: processes.listening, pid: process.pid };
}

/** Returns the metrics of all processes on this port together. Null: not all of them answered within 5 s. */
export function clusterMetrics(): Promise<string | null> {
  const id = ++state().lastId;
  return new Promise((resolve) => {
    state().waiting.set(id, resolve);
    process.send?.({ kind: "groundswell.metrics-wanted", id });
  });
}

/** Whether other processes may share this port. */
export const isInCluster = (): boolean => cluster.isWorker;
