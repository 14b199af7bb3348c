import { Gauge } from "prom-client";
import { replicaLagSeconds } from "@/lib/database-replica";
import { metricsRegistry } from "./metrics";

/** Measures how far the replica is behind. Without a replica, the metric is absent. */
export function measureReplica(): void {
  const lag = new Gauge({
    name: "database_replica_lag_seconds",
    help: "How far the replica is behind, as the web processes know it",
    registers: [metricsRegistry()],
    aggregator: "max",
    collect: () => {
      const seconds = replicaLagSeconds();
      lag.reset();
      if (seconds !== null && Number.isFinite(seconds)) lag.set(seconds);
    },
  });
}
