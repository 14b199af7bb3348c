import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { FRAME_HEADERS, PUBLIC_HEADERS } from "../public-headers.mjs";
import { door } from "./door";

const HEADERS = Object.entries({ ...PUBLIC_HEADERS, ...FRAME_HEADERS });
/** Addresses with a secret, or pages that lead to one. */
const SECRET_PATH = /^\/api\/v1\/(confirmations$|unsubscribe\/)/;

const listener = getRequestListener(door.fetch, {
  // Next and its routes have the objects of the platform.
  overrideGlobalObjects: false,
  // For clients of HTTP/1.0, which send no `Host`.
  hostname: "localhost",
  // The only error here is a `Host` that no URL can hold.
  errorHandler: () =>
    new Response("The header Host is malformed.\n", {
      status: 400,
      headers: { "cache-control": "no-store" },
    }),
});

/** Answers a request by the handlers of `door`, with the headers that every response has. */
export async function answerHere(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  const path = request.url?.split("?", 1)[0] ?? "";
  if (SECRET_PATH.test(path)) response.setHeader("Referrer-Policy", "no-referrer");
  await listener(request, response);
}
