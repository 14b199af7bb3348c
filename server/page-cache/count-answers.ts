import { Counter } from "prom-client";
import { perProcess } from "@/db/singleton";
import { metricsRegistry } from "../metrics";
import type { CachedRoute } from "./routes";
import type { CacheStatus } from "./send";

const answers = perProcess(
  "page-cache-answers",
  () =>
    new Counter({
      name: "page_cache_answers_total",
      help: "Answers of the page cache, by kind and by whether they were kept, outdated or rendered for the request",
      labelNames: ["kind", "status"],
      registers: [metricsRegistry()],
    }),
);

/** Counts an answer of the page cache. */
export function countAnswer(kind: CachedRoute["kind"], status: CacheStatus | "unavailable"): void {
  answers().inc({ kind, status });
}
