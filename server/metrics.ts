import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { perProcess } from "@/db/singleton";
import { hasMetricsToken } from "./metrics-token";
import { routeOf } from "./route-label";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const metrics = perProcess("metrics", () => {
  const register = new Registry();
  // Event loop lag, memory, CPU, garbage collection, open handles.
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from the head of a request until its response was sent or its connection was lost",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS_SECONDS,
    registers: [register],
  });
  return { register, requests };
});

/** Returns the registry of this process, for further metrics. */
export function metricsRegistry(): Registry {
  return metrics().register;
}

/** Measures a request until its response ends. The labels are bounded: the pattern of the route, never the address. */
export function measureRequest(request: IncomingMessage, response: ServerResponse): void {
  const { method = "", url = "" } = request;
  const startedAt = performance.now();
  response.once("close", () => {
    const status = response.headersSent ? response.statusCode : 499;
    metrics().requests.observe(
      { method: METHODS.has(method) ? method : "other", route: routeOf(method, url), status },
      (performance.now() - startedAt) / 1_000,
    );
  });
}

const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/** Returns the metrics of this process for Prometheus, to requests with `METRICS_TOKEN` as their bearer token. */
export async function showMetrics(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (!hasMetricsToken(request))
    return new Response(null, { status: 401, headers: { ...headers, "www-authenticate": "Bearer" } });
  const { register } = metrics();
  return new Response(await register.metrics(), {
    headers: { ...headers, "content-type": register.contentType },
  });
}
