import type { IncomingMessage, ServerResponse } from "node:http";
import { isTraced, startSpan, underSpan } from "@/lib/trace";
import { routeOf } from "./route-label";

/** Answers a request below a span that ends with the response. The address is named by its pattern: some addresses hold a token. */
export function traceRequest(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
  if (!isTraced()) {
    answer();
    return;
  }
  const { method = "", url = "" } = request;
  const route = routeOf(method, url);
  const span = startSpan(`${method} ${route}`, {
    kind: "server",
    attributes: { "http.request.method": method, "http.route": route },
  });
  response.once("close", () => {
    const status = response.statusCode;
    span?.end({ isFailed: status >= 500, attributes: { "http.response.status_code": status } });
  });
  underSpan(span, answer);
}
