import { Gauge, Histogram } from "prom-client";
import { onStatement } from "@/db/observe-statements";
import { connectionsOf } from "@/lib/database";
import { metricsRegistry } from "./metrics";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures the statements of this process and how much of its pool they take. More than its connections: the others wait. */
export function measureStatements(): void {
  const registers = [metricsRegistry()];
  const running = new Gauge({
    name: "db_statements_running",
    help: "Statements that run or wait for a connection",
    registers,
  });
  const limit = new Gauge({
    name: "db_connections_limit",
    help: "Connections that the pool of public requests may open",
    registers,
  });
  limit.set(connectionsOf("public"));
  const durations = new Histogram({
    name: "db_statement_duration_seconds",
    help: "Time from when a statement was given to the driver until its result",
    labelNames: ["outcome"],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  onStatement(() => {
    running.inc();
    const startedAt = performance.now();
    return ({ isFailed }) => {
      running.dec();
      durations.observe({ outcome: isFailed ? "failed" : "done" }, (performance.now() - startedAt) / 1_000);
    };
  });
}
