import type { IncomingMessage, ServerResponse } from "node:http";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
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
    ...(kind === "form" && { backTo: url }),
  });
  const body = Buffer.from(await refusal.arrayBuffer());
  const headers = { ...PUBLIC_HEADERS, ...Object.fromEntries(refusal.headers) };
  response.writeHead(refusal.status, { ...headers, "content-length": body.byteLength });
  response.end(request.method === "HEAD" ? undefined : body);
}
