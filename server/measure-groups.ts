import { Histogram } from "prom-client";
import { onGroupAnswered } from "@/lib/group-writes";
import { metricsRegistry } from "./metrics";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BUCKETS_ITEMS = [1, 2, 5, 10, 20, 50, 100, 200];

/** Measures the groups in which signatures and confirmations are written: their sizes, and how long they took. */
export function measureGroups(): void {
  const register = { labelNames: ["group"] as const, registers: [metricsRegistry()] };
  const sizes = new Histogram({
    name: "write_group_size",
    help: "Signatures or confirmations that were written together",
    buckets: BUCKETS_ITEMS,
    ...register,
  });
  const durations = new Histogram({
    name: "write_group_duration_seconds",
    help: "Time from the start of a group's write until its members were answered",
    buckets: BUCKETS_SECONDS,
    ...register,
  });
  onGroupAnswered(({ name: group, size, seconds }) => {
    sizes.observe({ group }, size);
    durations.observe({ group }, seconds);
  });
}
