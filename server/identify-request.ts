import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { withRequestId } from "@/lib/log";

const ID_HEADER = "x-request-id";

/**
 * Gives a request an id of ours: log entries name it, and so does the header `x-request-id` of the response. One that the client
 * sent is dropped, because anyone could put anything into our log by it.
 */
export function identifyRequest<T>(request: IncomingMessage, response: ServerResponse, answer: () => T): T {
  const id = randomUUID();
  request.headers[ID_HEADER] = id;
  response.setHeader(ID_HEADER, id);
  return withRequestId(id, answer);
}
