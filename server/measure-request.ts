import type { IncomingMessage, ServerResponse } from "node:http";
import { Counter, Histogram } from "prom-client";
import { perProcess } from "@/db/singleton";
import { laneOf } from "./lane-of";
import { metricsRegistry } from "./metrics";
import { routeOf } from "./route-label";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
/** What others call a request whose client went before there was a response. */
const CLIENT_CLOSED = 499;
const UNAVAILABLE = 503;

const durations = perProcess(
  "request-durations",
  () =>
    new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the head of a request until its response was sent or its connection was lost",
      labelNames: ["method", "route", "status"],
      buckets: BUCKETS_SECONDS,
      registers: [metricsRegistry()],
    }),
);

const shed = perProcess(
  "shed-requests",
  () =>
    new Counter({
      name: "requests_shed_total",
      help: "Requests that were answered with 503: too much work, no database, or an emergency switch",
      labelNames: ["lane"],
      registers: [metricsRegistry()],
    }),
);

/** Measures a request until its response ends. The labels are bounded: the pattern of the route, never the address. */
export function measureRequest(request: IncomingMessage, response: ServerResponse): void {
  const { method = "", url = "" } = request;
  const startedAt = performance.now();
  // Registers it: a counter that is missing until its first refusal raises no alert.
  const counter = shed();
  response.once("close", () => {
    const labels = {
      method: METHODS.has(method) ? method : "other",
      route: routeOf(method, url),
      status: response.headersSent ? response.statusCode : CLIENT_CLOSED,
    };
    if (response.statusCode === UNAVAILABLE) counter.inc({ lane: laneOf(url.split("?", 1)[0] ?? "") });
    durations().observe(labels, (performance.now() - startedAt) / 1_000);
  });
}
