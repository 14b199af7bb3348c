import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { setNodeBody } from "@/app/_http/node-body";
import { FRAME_HEADERS, PUBLIC_HEADERS } from "../public-headers.mjs";
import { door } from "./door";
import { sendResponse } from "./send-response";

const HEADERS = Object.entries({ ...PUBLIC_HEADERS, ...FRAME_HEADERS });
/** Addresses with a secret, or that are posted one. */
const SECRET_PATH = /^\/api\/v1\/(confirmations$|me(\/|$)|unsubscribe\/)/;

const listener = getRequestListener(
  async (request, { incoming, outgoing }) => {
    setNodeBody(request, incoming);
    await sendResponse(await door.fetch(request), { request, outgoing });
    return RESPONSE_ALREADY_SENT;
  },
  {
    // Next and its routes use the objects of the platform.
    overrideGlobalObjects: false,
    // It would reset the connection of a client that still sends the body of a refused request, before the refusal is read.
    autoCleanupIncoming: false,
  },
);

/** Answers a request by the handlers of `door`, with the headers that every response has. */
export async function answerHere(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  const path = request.url?.split("?", 1)[0] ?? "";
  if (SECRET_PATH.test(path)) response.setHeader("Referrer-Policy", "no-referrer");
  // The address of a `Request` has a host, and a malformed one would be refused. Handlers read `Host` from the raw headers.
  request.headers.host = "localhost";
  await listener(request, response);
}
