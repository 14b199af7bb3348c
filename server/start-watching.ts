import { logSlowStatements, traceStatements } from "@/lib/database-statements";
import { startTracing } from "@/lib/start-tracing";
import { measureGroups } from "./measure-groups";
import { measureQueues } from "./measure-queues";
import { measureReplica } from "./measure-replica";
import { measureStatements } from "./measure-statements";

/** Starts the metrics, the traces and the log of slow statements of this process. `stop` sends the last traces. */
export async function startWatching(): Promise<{ stop(): Promise<void> }> {
  measureGroups();
  measureStatements();
  measureQueues();
  measureReplica();
  logSlowStatements();
  const tracing = await startTracing("web");
  if (tracing) traceStatements();
  return { stop: async () => tracing?.stop() };
}
