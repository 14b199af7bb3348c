import type { IncomingMessage, ServerResponse } from "node:http";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import type { Retry } from "@/app/_http/retry-form";
import { localeOrDefault } from "@/lib/i18n/locales";
import { PUBLIC_HEADERS } from "../../public-headers.mjs";

/** Answers 503 with `Retry-After`: nothing is kept of the address, and it cannot be rendered now. */
export async function refuseUnavailable(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = "" } = request;
  const kind = /^\/(?:api|media)\/|\.(?:xml|json|txt)(?:$|\?)/.test(url) ? "json" : "form";
  const [, language] = url.split(/[/?]/, 2);
  const refusal = await refusePublicRequest({
    reason: "busy",
    kind,
    locale: localeOrDefault(language),
    ...(kind === "form" && { retry: retryOf(request) }),
  });
  const body = Buffer.from(await refusal.arrayBuffer());
  const headers = { ...PUBLIC_HEADERS, ...Object.fromEntries(refusal.headers) };
  // Otherwise the unread body would be taken for the next request.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(refusal.status, { ...headers, "content-length": body.byteLength });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Opens the page again: a form sends its query anew. Of a request with a body nothing is known here. */
function retryOf({ url = "" }: IncomingMessage): Retry {
  const [action = "/", query] = url.split("?", 2);
  return { method: "get", action, fields: Object.fromEntries(new URLSearchParams(query)) };
}
