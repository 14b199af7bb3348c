import { collectDefaultMetrics, Registry } from "prom-client";
import { perProcess } from "@/db/singleton";
import { clusterMetrics, isInCluster } from "./cluster/primary";
import { hasMetricsToken } from "./metrics-token";

/** The metrics of this process: those of Node (event loop lag, memory, CPU, garbage collection), and what others register here. */
export const metricsRegistry = perProcess("metrics", () => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
});

/** Returns the metrics of all processes on this port for Prometheus, to requests with `METRICS_TOKEN` as their bearer token. */
export async function showMetrics(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (!hasMetricsToken(request))
    return new Response(null, { status: 401, headers: { ...headers, "www-authenticate": "Bearer" } });
  const register = metricsRegistry();
  const metrics = isInCluster() ? await clusterMetrics() : await register.metrics();
  if (metrics === null)
    return new Response(null, { status: 503, headers: { ...headers, "retry-after": "5" } });
  return new Response(metrics, { headers: { ...headers, "content-type": register.contentType } });
}
